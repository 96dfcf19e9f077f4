package io.fastcgi.engine.codec;

import io.netty.handler.codec.DecoderException;

/**
 * Thrown when the params of a request cannot be read. The connection goes on: the records
 * around them are sound.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class InvalidParamsException extends DecoderException {

	/**
	 * Create a new exception.
	 * @param message what is wrong with the params
	 */
	public InvalidParamsException(String message) {
		super(message);
	}

}
