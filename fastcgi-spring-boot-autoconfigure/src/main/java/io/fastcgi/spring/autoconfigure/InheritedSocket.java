package io.fastcgi.spring.autoconfigure;

import io.fastcgi.engine.Endpoint;

/**
 * Whether to listen on the socket that the process was started with, on descriptor 0.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public enum InheritedSocket {

	/**
	 * If there is one that no entry of the list of listeners takes.
	 */
	AUTO,

	/**
	 * Yes, and the application does not start without.
	 */
	ON,

	/**
	 * No.
	 */
	OFF;

	/**
	 * Return whether the socket is wanted.
	 * @param taken whether somebody takes it who has restrictions of his own, which
	 * nobody must get around
	 * @return whether to listen on the socket
	 */
	boolean isWanted(boolean taken) {
		return this == ON || (this == AUTO && !taken && Endpoint.Inherited.address() != null);
	}

}
