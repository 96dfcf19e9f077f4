package io.fastcgi.engine.exchange;

/**
 * Reasons for which a request is answered without its handler having done the work. The
 * front end gets a complete document with the status, because a bare protocol status
 * means different things to different front ends: an error page, an empty page, or access
 * granted.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public enum Refusal {

	/**
	 * Params that cannot be read.
	 */
	BAD_PARAMS(400, "Bad Request"),

	/**
	 * The shared secret is missing or wrong, so the request does not come from a front
	 * end.
	 */
	WRONG_SECRET(403, "Forbidden"),

	/**
	 * Params that are larger or more than is accepted.
	 */
	PARAMS_TOO_LARGE(431, "Request Header Fields Too Large"),

	/**
	 * A request body that is longer than is accepted.
	 */
	BODY_TOO_LARGE(413, "Content Too Large"),

	/**
	 * Params or a body that did not come in time.
	 */
	REQUEST_TIMEOUT(408, "Request Timeout"),

	/**
	 * More requests than the server or the connection may have at once.
	 */
	OVERLOADED(503, "Service Unavailable"),

	/**
	 * A body that the handler does not read and that is in the way of other requests.
	 */
	INPUT_UNREAD(503, "Service Unavailable"),

	/**
	 * The handler took too long.
	 */
	HANDLER_TIMEOUT(503, "Service Unavailable"),

	/**
	 * The server is about to stop.
	 */
	SHUTTING_DOWN(503, "Service Unavailable"),

	/**
	 * Nothing here serves the role that the front end asked for.
	 */
	ROLE_NOT_SERVED(501, "Not Implemented"),

	/**
	 * The handler failed, or ended without a complete response head.
	 */
	HANDLER_FAILED(500, "Internal Server Error");

	private final int status;

	private final String reason;

	Refusal(int status, String reason) {
		this.status = status;
		this.reason = reason;
	}

	/**
	 * Return the HTTP status.
	 * @return the status code
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the reason phrase of the status.
	 * @return the reason phrase
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return whether the same request may well succeed a little later.
	 * @return whether to ask the client to retry
	 */
	public boolean isTemporary() {
		return this.status == 503;
	}

}
