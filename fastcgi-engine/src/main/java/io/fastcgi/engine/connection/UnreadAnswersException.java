package io.fastcgi.engine.connection;

import io.netty.handler.codec.DecoderException;

/**
 * Thrown when a front end asks on and on and reads none of the answers.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class UnreadAnswersException extends DecoderException {

	UnreadAnswersException() {
		super("The front end does not read its answers");
	}

}
