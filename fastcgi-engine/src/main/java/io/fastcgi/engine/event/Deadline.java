package io.fastcgi.engine.event;

/**
 * Deadlines that somebody can miss.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public enum Deadline {

	/**
	 * A front end connected, but no request began. The connection is closed.
	 */
	FIRST_REQUEST,

	/**
	 * The params of a request did not become complete. It is refused.
	 */
	PARAMS,

	/**
	 * A handler waited for input, and none came. The request is aborted.
	 */
	INPUT,

	/**
	 * A handler held a request without reading or writing. The request is aborted.
	 */
	HANDLER,

	/**
	 * A front end took none of the output that waits for it. The connection is closed.
	 */
	OUTPUT,

	/**
	 * A connection without a request was silent. It is closed, which is no fault of
	 * anybody.
	 */
	IDLE,

	/**
	 * A request that became a tunnel was silent in both directions. It is ended, which is
	 * no fault of anybody.
	 */
	TUNNEL

}
