package guide.testing;

import org.springframework.stereotype.Service;

/**
 * Knows what to say.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Service
class Greetings {

	String greet(String name) {
		return "Hello " + name;
	}

}
