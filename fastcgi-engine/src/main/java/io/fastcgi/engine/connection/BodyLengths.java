package io.fastcgi.engine.connection;

import java.util.function.Consumer;

import io.fastcgi.engine.exchange.Params;

/**
 * How long request bodies may be, and what front ends say of it.
 *
 * @param max the most bytes of a body
 * @param onProtocolError told of lengths that contradict each other
 * @author FastCGI Spring Boot maintainers
 */
record BodyLengths(long max, Consumer<String> onProtocolError) {

	/**
	 * Tell a stream how much may come. Some versions of nginx announce less to a SCGI
	 * server than the client did when they do not buffer the body; what comes then is not
	 * all of it.
	 * @param stdin the stream
	 * @param params the params of the request
	 * @param length the number of bytes that the front end announced or {@code -1}
	 */
	void expect(InputQueue stdin, Params params, long length) {
		stdin.expect(length, this.max);
		long clientLength = params.number("HTTP_CONTENT_LENGTH");
		if (clientLength >= 0 && length >= 0 && clientLength != length) {
			stdin.distrust();
			if (length > 0) {
				this.onProtocolError.accept("CONTENT_LENGTH is %d but the client announced %d; with nginx, switch "
					.formatted(length, clientLength) + "scgi_request_buffering on");
			}
		}
	}

}
