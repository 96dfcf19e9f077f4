package io.fastcgi.engine.exchange;

import java.io.IOException;

/**
 * Thrown when an input cannot be taken into memory because other requests use what there
 * is for that.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class InputRefusedException extends IOException {

	/**
	 * Create a new exception.
	 */
	public InputRefusedException() {
		super("Request bodies use all the memory that there is for them");
	}

}
