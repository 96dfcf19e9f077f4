package io.fastcgi.engine;

import java.net.SocketAddress;

import io.fastcgi.engine.connection.ProtocolMode;

/**
 * A listener of a running server.
 *
 * @param spec what was asked for
 * @param address the address it is bound to, with the real port where any was asked for:
 * an {@link java.net.InetSocketAddress} or a {@link java.net.UnixDomainSocketAddress},
 * which an inherited socket may be, too, or an
 * {@link io.fastcgi.engine.memory.InMemoryAddress}
 * @param accepting whether it accepts connections
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record ListenerState(ListenerSpec spec, SocketAddress address, boolean accepting) {

	/**
	 * Return the protocols that the listener speaks.
	 * @return the protocols
	 */
	public ProtocolMode protocol() {
		return this.spec.protocol();
	}

	/**
	 * Return whether it takes more than a connection to be served, such as an address
	 * that is allowed, a shared secret or a certificate.
	 * @return whether access is restricted
	 */
	public boolean restricted() {
		return this.spec.access().isRestricted();
	}

}
