package io.fastcgi.spring.handler.result;

import java.util.Optional;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * A value, or status 404 if there is none.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class OptionalResult implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return type == Optional.class;
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context)
			throws Exception {
		Object value = ((Optional<?>) result).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		writer.write(value, type.getGeneric(), context);
	}

	@Override
	public boolean isSendable(ResolvableType type, ResultWriter writer) {
		return writer.isSendable(type.getGeneric());
	}

}
