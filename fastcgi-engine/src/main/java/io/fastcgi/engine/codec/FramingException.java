package io.fastcgi.engine.codec;

import io.netty.handler.codec.DecoderException;

/**
 * Thrown when bytes cannot be a FastCGI record or a SCGI request. Where the next message
 * would begin is unknown then, so the connection has to be closed.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FramingException extends DecoderException {

	/**
	 * Create a new exception.
	 * @param message what is wrong with the bytes
	 */
	public FramingException(String message) {
		super(message);
	}

}
