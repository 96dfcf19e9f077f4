package guide.arguments;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Named values.
 *
 * @author FastCGI Spring Boot maintainers
 */
class Values {

	// tag::values[]
	@FastCgiHandler("/orders/{customer}")
	String orders(@PathVariable long customer, @RequestParam(defaultValue = "1") int page,
			@RequestParam Optional<List<String>> state,
			@RequestParam(required = false) @DateTimeFormat(pattern = "dd.MM.yyyy") LocalDate since,
			@RequestHeader("X-Trace") Optional<String> trace, @CookieValue(defaultValue = "light") String theme,
			@CgiParam("REMOTE_ADDR") String address) {
		return "%d %d %s %s %s %s %s".formatted(customer, page, state, since, trace, theme, address);
	}
	// end::values[]

	// tag::all[]
	@FastCgiHandler("/debug")
	String debug(@RequestParam Map<String, String> fields, @CgiParam Map<String, String> frontEnd) {
		return fields + " " + frontEnd.get("SERVER_SOFTWARE");
	}
	// end::all[]

}
