package io.fastcgi.test;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;

/**
 * Makes connections to a server.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 * @see FastCgiTestClient#over
 */
@FunctionalInterface
public interface WireFactory {

	/**
	 * Connects.
	 * @param timeout how long it may take
	 * @return a connection, to be closed by the caller
	 * @throws IOException if the server cannot be reached
	 */
	Wire connect(Duration timeout) throws IOException;

	/**
	 * Makes sockets.
	 * @param address a TCP or Unix domain socket address
	 * @return a factory for connections to it
	 */
	static WireFactory sockets(SocketAddress address) {
		return (timeout) -> SocketWire.connect(address, timeout);
	}

}
