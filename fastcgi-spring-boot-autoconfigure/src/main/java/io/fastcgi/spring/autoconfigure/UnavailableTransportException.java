package io.fastcgi.spring.autoconfigure;

import io.fastcgi.engine.transport.Transport;

/**
 * Thrown when the transport that is asked for does not work here.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class UnavailableTransportException extends RuntimeException {

	private final transient Transport transport;

	/**
	 * Create a new exception.
	 * @param transport the transport
	 */
	UnavailableTransportException(Transport transport) {
		super("Transport %s does not work here".formatted(transport));
		this.transport = transport;
	}

	/**
	 * Return the transport.
	 * @return the transport that is asked for
	 */
	Transport transport() {
		return this.transport;
	}

}
