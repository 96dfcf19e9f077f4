package guide.arguments;

import java.util.List;

import io.fastcgi.spring.annotation.FastCgiHandler;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Constraints of parameters and return values.
 *
 * @author FastCGI Spring Boot maintainers
 */
class Constraints {

	// tag::method[]
	@FastCgiHandler("/items")
	@NotNull
	String items(@RequestParam @Min(1) int page, @RequestParam(defaultValue = "20") @Max(100) int size) {
		return "page " + page + " of " + size;
	}

	@FastCgiHandler(path = "/items", method = RequestMethod.POST)
	int create(@RequestBody List<@Valid Item> items) {
		return items.size();
	}

	record Item(@NotBlank String name) {

	}
	// end::method[]

}
