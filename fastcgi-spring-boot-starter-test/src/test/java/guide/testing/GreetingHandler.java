package guide.testing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.fastcgi.spring.annotation.FastCgiHandler;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Greets.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler("/greetings")
class GreetingHandler {

	final CompletableFuture<String> slow = new CompletableFuture<>();

	private final Greetings greetings;

	GreetingHandler(Greetings greetings) {
		this.greetings = greetings;
	}

	@FastCgiHandler(path = "/{name}", method = RequestMethod.GET)
	Greeting greet(@PathVariable String name) {
		if (name.equals("nobody")) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return new Greeting(this.greetings.greet(name));
	}

	@FastCgiHandler(method = RequestMethod.POST)
	Greeting create(@Valid @RequestBody Greeting greeting) {
		return greeting;
	}

	@FastCgiHandler(path = "/form", method = RequestMethod.POST)
	String form(@RequestParam String name, @CookieValue String session,
			@RequestHeader("Authorization") String authorization) {
		return name + ", " + session + ", " + authorization.split(" ")[0];
	}

	@FastCgiHandler("/slow")
	CompletionStage<String> slow() {
		return this.slow;
	}

	/**
	 * What is said.
	 *
	 * @param text the text
	 */
	record Greeting(@NotBlank String text) {

	}

}
