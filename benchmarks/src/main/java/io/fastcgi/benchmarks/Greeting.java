package io.fastcgi.benchmarks;

import java.util.List;

/**
 * Something to send as JSON.
 *
 * @param id a number
 * @param text a text
 * @param author who says it
 * @param tags some words
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record Greeting(long id, String text, String author, List<String> tags) {

	/**
	 * Return an example.
	 * @return a greeting
	 */
	public static Greeting example() {
		return new Greeting(42, "Hello from the other side of the wire", "somebody", List.of("short", "polite"));
	}

	/**
	 * Return an answer, for which all of the greeting has to be read.
	 * @return another greeting
	 */
	public Greeting answered() {
		return new Greeting(this.id + 1, "Thank you, " + this.author, this.text, this.tags);
	}

}
