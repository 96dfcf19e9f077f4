package io.fastcgi.spring.handler;

/**
 * Thrown at start-up when a handler method cannot be served.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class InvalidHandlerException extends RuntimeException {

	private final String fix;

	/**
	 * Create a new exception.
	 * @param message what is wrong, with the method that it is wrong with
	 * @param fix what to write instead
	 */
	public InvalidHandlerException(String message, String fix) {
		super(message);
		this.fix = fix;
	}

	/**
	 * Return what to do about it.
	 * @return what to write instead
	 */
	public String fix() {
		return this.fix;
	}

}
