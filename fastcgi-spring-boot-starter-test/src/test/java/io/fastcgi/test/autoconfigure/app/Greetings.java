package io.fastcgi.test.autoconfigure.app;

import org.springframework.stereotype.Service;

/**
 * Knows what to say.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Service
public class Greetings {

	public String greet(String name) {
		return "Hello " + name;
	}

}
