package io.fastcgi.frontend.matrix;

/**
 * Why SCGI comes out differently behind every front end.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ScgiReasons {

	static final String NO_ERROR_STREAM = "SCGI has no error stream: it is in the log of the application.";

	static final String HALF_CLOSED = "Over TCP, an SCGI client that is gone looks like one that has sent all it has: "
			+ "the handler learns of it when it writes.";

	static final String JUST_CLOSED = "SCGI over a Unix domain socket has no way to say that a response is not complete, "
			+ "unless it has a `Content-Length`.";

	private ScgiReasons() {
	}

}
