package io.fastcgi.engine.event;

/**
 * Reasons for which a peer is turned away without an answer.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public enum ConnectionRefusal {

	/**
	 * There are as many connections as the limit allows.
	 */
	TOO_MANY_CONNECTIONS,

	/**
	 * Its address, user or group may not connect.
	 */
	NOT_ALLOWED,

	/**
	 * It does not speak TLS, or has no good certificate, or does not think ours is one.
	 * Unlike the others, the connection was opened before.
	 */
	TLS_FAILED

}
