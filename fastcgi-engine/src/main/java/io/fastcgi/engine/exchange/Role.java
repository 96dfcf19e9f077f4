package io.fastcgi.engine.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What a front end asks the application to be for a request (FastCGI 1.0, section 6).
 * SCGI knows responders only.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public enum Role {

	/**
	 * Answers a request with a document.
	 */
	RESPONDER,

	/**
	 * Decides whether a request may go on.
	 */
	AUTHORIZER,

	/**
	 * Answers a request with a filtered version of a file that the front end sends along.
	 */
	FILTER;

	/**
	 * Return the number of the role on the wire.
	 * @return the role number
	 */
	public int number() {
		return ordinal() + 1;
	}

	/**
	 * Return the role with the given number.
	 * @param number the role number
	 * @return the role or {@code null} if the specification names none
	 */
	public static @Nullable Role of(int number) {
		return switch (number) {
			case 1 -> RESPONDER;
			case 2 -> AUTHORIZER;
			case 3 -> FILTER;
			default -> null;
		};
	}

}
