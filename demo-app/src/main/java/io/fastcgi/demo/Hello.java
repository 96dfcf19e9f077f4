package io.fastcgi.demo;

import java.util.concurrent.atomic.AtomicLong;

import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Greets, and counts the greetings.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler("/hello")
class Hello {

	private final AtomicLong greetings = new AtomicLong();

	@FastCgiHandler(method = RequestMethod.GET)
	String hello() {
		return "Hello for the " + ordinal(this.greetings.incrementAndGet()) + " time.";
	}

	@FastCgiHandler(path = "/{name}", method = RequestMethod.GET)
	String hello(@PathVariable String name) {
		return "Hello " + name + " for the " + ordinal(this.greetings.incrementAndGet()) + " time.";
	}

	static String ordinal(long number) {
		long tens = number % 100;
		if (tens >= 11 && tens <= 13) {
			return number + "th";
		}
		return number + switch ((int) (number % 10)) {
			case 1 -> "st";
			case 2 -> "nd";
			case 3 -> "rd";
			default -> "th";
		};
	}

}
