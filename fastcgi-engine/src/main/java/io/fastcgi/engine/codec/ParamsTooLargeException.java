package io.fastcgi.engine.codec;

import io.netty.handler.codec.DecoderException;

/**
 * Thrown when the params of a request have more bytes than are accepted.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ParamsTooLargeException extends DecoderException {

	/**
	 * Create a new exception.
	 * @param limit the most bytes that are accepted
	 */
	public ParamsTooLargeException(int limit) {
		super("The params of a request are longer than %d bytes".formatted(limit));
	}

}
