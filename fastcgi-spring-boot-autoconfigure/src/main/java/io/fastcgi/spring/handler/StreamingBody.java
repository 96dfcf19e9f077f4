package io.fastcgi.spring.handler;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Body of a response that is written piece by piece, after the handler method has
 * returned. It is written on a thread that may block.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@FunctionalInterface
public interface StreamingBody {

	/**
	 * Write the body. The thread is interrupted when the request is aborted.
	 * @param body where to write; a flush sends what was written
	 * @throws IOException if the body cannot be written
	 */
	void writeTo(OutputStream body) throws IOException;

}
