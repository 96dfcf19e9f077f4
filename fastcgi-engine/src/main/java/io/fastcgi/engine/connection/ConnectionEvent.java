package io.fastcgi.engine.connection;

/**
 * What the server tells its connections.
 *
 * @author FastCGI Spring Boot maintainers
 */
enum ConnectionEvent {

	/**
	 * Close when no request is in progress.
	 */
	DRAIN,

	/**
	 * Abort what is in progress and close.
	 */
	ABORT,

	/**
	 * Look whether a deadline has passed.
	 */
	CHECK_DEADLINES

}
