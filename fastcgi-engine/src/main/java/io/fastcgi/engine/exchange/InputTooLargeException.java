package io.fastcgi.engine.exchange;

import java.io.IOException;

/**
 * Thrown when an input has more bytes than are accepted.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class InputTooLargeException extends IOException {

	private final long limit;

	/**
	 * Create a new exception.
	 * @param limit the most bytes that are accepted
	 */
	public InputTooLargeException(long limit) {
		super("The request body has more than %d bytes".formatted(limit));
		this.limit = limit;
	}

	/**
	 * Return the limit.
	 * @return the most bytes that are accepted
	 */
	public long limit() {
		return this.limit;
	}

}
