package io.fastcgi.test.autoconfigure.app;

import io.fastcgi.spring.annotation.FastCgiHandler;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * A component with handler methods.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Component
public class PlainHandler {

	@FastCgiHandler("/plain")
	String plain() {
		return "plain";
	}

	@FastCgiHandler(path = "/notes", method = RequestMethod.POST)
	Note note(@Valid @RequestBody Note note) {
		return note;
	}

	/**
	 * What is sent back.
	 *
	 * @param text what has to be there
	 */
	public record Note(@NotBlank String text) {

	}

}
