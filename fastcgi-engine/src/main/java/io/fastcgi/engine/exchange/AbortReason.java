package io.fastcgi.engine.exchange;

/**
 * Why a request ended before its handler ended it.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public enum AbortReason {

	/**
	 * The front end sent {@code FCGI_ABORT_REQUEST}.
	 */
	ABORT_REQUEST,

	/**
	 * The connection was closed or broke.
	 */
	CONNECTION_CLOSED,

	/**
	 * The front end broke the protocol in a way that only this request suffers from.
	 */
	PROTOCOL_ERROR,

	/**
	 * The front end or the handler missed a deadline.
	 */
	TIMEOUT,

	/**
	 * The front end sent more than the handler reads and the server may keep.
	 */
	INPUT_OVERFLOW,

	/**
	 * The server was stopped before the handler was ready.
	 */
	SHUTDOWN

}
