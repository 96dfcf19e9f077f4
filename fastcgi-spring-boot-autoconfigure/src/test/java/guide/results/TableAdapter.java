package guide.results;

import java.lang.reflect.Method;
import java.util.stream.Collectors;

import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.ResultAdapter;

import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

// tag::own[]
@Component
class TableAdapter implements ResultAdapter {

	@Override
	public boolean supports(Method method, ResolvableType type) {
		return type.toClass() == Table.class;
	}

	@Override
	public Object adapt(Object result, FastCgiRequest request) {
		String csv = ((Table) result).rows()
			.stream()
			.map((row) -> String.join(";", row))
			.collect(Collectors.joining("\n"));
		return ResponseEntity.ok().contentType(MediaType.parseMediaType("text/csv")).body(csv);
	}

}
// end::own[]
