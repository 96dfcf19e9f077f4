package io.fastcgi.test.autoconfigure.app;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.web.bind.annotation.PathVariable;

/**
 * A class of handlers.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler("/greetings")
public class GreetingHandler {

	private final Greetings greetings;

	GreetingHandler(Greetings greetings) {
		this.greetings = greetings;
	}

	@FastCgiHandler("/{name}")
	Greeting greet(@PathVariable String name) {
		return new Greeting(this.greetings.greet(name));
	}

	/**
	 * What is sent as JSON.
	 *
	 * @param text what to say
	 */
	public record Greeting(String text) {

	}

}
