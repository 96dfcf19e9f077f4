package io.fastcgi.spring.autoconfigure;

/**
 * Thrown when the places to listen do not fit together.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ListenerConfigurationException extends RuntimeException {

	private final String action;

	/**
	 * Create a new exception.
	 * @param message what is wrong, with the names of the properties
	 * @param action what to do about it
	 */
	ListenerConfigurationException(String message, String action) {
		super(message);
		this.action = action;
	}

	/**
	 * Return what to do about it.
	 * @return what to set instead
	 */
	String action() {
		return this.action;
	}

}
