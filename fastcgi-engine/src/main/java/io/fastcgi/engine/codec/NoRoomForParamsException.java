package io.fastcgi.engine.codec;

import io.netty.handler.codec.DecoderException;

/**
 * Thrown when the params of all requests together are as large as they may be.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class NoRoomForParamsException extends DecoderException {

	NoRoomForParamsException() {
		super("The params of all requests together are as large as they may be");
	}

}
