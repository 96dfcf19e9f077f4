package io.fastcgi.engine.exchange;

import java.io.EOFException;

/**
 * Thrown when an input ended before it was complete: it is shorter than the front end
 * announced, or the request was aborted.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class InputIncompleteException extends EOFException {

	/**
	 * Create a new exception.
	 */
	public InputIncompleteException() {
		super("The request body ended before it was complete");
	}

}
