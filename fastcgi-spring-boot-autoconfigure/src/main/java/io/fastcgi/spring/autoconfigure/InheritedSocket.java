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
	 * If there is one.
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

	boolean isWanted() {
		return this == ON || (this == AUTO && Endpoint.Inherited.address() != null);
	}

}
