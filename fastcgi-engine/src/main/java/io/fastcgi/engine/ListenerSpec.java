package io.fastcgi.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.connection.ProtocolMode;

/**
 * Where a server is to listen.
 *
 * @param address the address, with port {@code 0} for any free one
 * @param protocol the protocols to speak
 * @param backlog the number of connections that the system may hold before they are
 * accepted
 * @param access who may connect
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record ListenerSpec(SocketAddress address, ProtocolMode protocol, int backlog, Access access) {

	private static final int DEFAULT_BACKLOG = 1024;

	/**
	 * Listen on the loopback interface only, for either protocol.
	 * @param port the port, {@code 0} for any free one
	 * @return the listener
	 */
	public static ListenerSpec loopback(int port) {
		return of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
	}

	/**
	 * Listen on an address, for either protocol. FastCGI and SCGI know no authentication:
	 * whoever can connect can claim to be the front end.
	 * @param address the address
	 * @return the listener
	 */
	public static ListenerSpec of(SocketAddress address) {
		return new ListenerSpec(address, ProtocolMode.AUTO, DEFAULT_BACKLOG, Access.unrestricted());
	}

	/**
	 * Return the same listener for other protocols.
	 * @param protocol the protocols to speak
	 * @return the listener
	 */
	public ListenerSpec withProtocol(ProtocolMode protocol) {
		return new ListenerSpec(this.address, protocol, this.backlog, this.access);
	}

	/**
	 * Return the same listener with another backlog.
	 * @param backlog the number of connections
	 * @return the listener
	 */
	public ListenerSpec withBacklog(int backlog) {
		return new ListenerSpec(this.address, this.protocol, backlog, this.access);
	}

	/**
	 * Return the same listener for others to connect to.
	 * @param access who may connect
	 * @return the listener
	 */
	public ListenerSpec withAccess(Access access) {
		return new ListenerSpec(this.address, this.protocol, this.backlog, access);
	}

}
