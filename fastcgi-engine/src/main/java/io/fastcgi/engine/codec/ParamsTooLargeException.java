package io.fastcgi.engine.codec;

import io.netty.handler.codec.DecoderException;

/**
 * Thrown when the params of a request are longer or more than is accepted.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ParamsTooLargeException extends DecoderException {

	private ParamsTooLargeException(String message) {
		super(message);
	}

	/**
	 * Create an exception for params that are too long.
	 * @param limit the most bytes that are accepted
	 * @return the exception
	 */
	public static ParamsTooLargeException longerThan(int limit) {
		return new ParamsTooLargeException("The params of a request are longer than %d bytes".formatted(limit));
	}

	/**
	 * Create an exception for too many params.
	 * @param limit the most params that are accepted
	 * @return the exception
	 */
	public static ParamsTooLargeException moreThan(int limit) {
		return new ParamsTooLargeException("There are more than %d params".formatted(limit));
	}

}
