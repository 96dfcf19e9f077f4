package io.fastcgi.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.memory.InMemoryAddress;

/**
 * Where a server is to listen, and how.
 *
 * @param endpoint the place
 * @param protocol the protocols to speak
 * @param backlog the number of connections that the system may hold before they are
 * accepted; an inherited socket has one already and keeps it, and memory needs none
 * @param access who may connect
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record ListenerSpec(Endpoint endpoint, ProtocolMode protocol, int backlog, Access access) {

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
	 * Listen on a TCP address, for either protocol. FastCGI and SCGI know no
	 * authentication: whoever can connect can claim to be the front end.
	 * @param address the address
	 * @return the listener
	 */
	public static ListenerSpec of(InetSocketAddress address) {
		return of(new Endpoint.Tcp(address));
	}

	/**
	 * Listen on a Unix-domain socket, for either protocol. The owner and the group of the
	 * file may connect. A socket that a process left there which is gone is replaced.
	 * @param path the path of the socket, of at most 106 bytes on Linux
	 * @return the listener
	 */
	public static ListenerSpec unix(Path path) {
		return of(new Endpoint.Unix(path, Endpoint.Unix.DEFAULT_PERMISSIONS, null, null));
	}

	/**
	 * Accept connections from the socket that this process was started with, as
	 * {@code spawn-fcgi}, systemd and web servers do that start their applications.
	 * @return the listener
	 */
	public static ListenerSpec inherited() {
		return of(new Endpoint.Inherited());
	}

	/**
	 * Listen within this virtual machine, for either protocol.
	 * @param address where clients connect
	 * @return the listener
	 */
	public static ListenerSpec inMemory(InMemoryAddress address) {
		return of(new Endpoint.InMemory(address));
	}

	/**
	 * Listen somewhere, for either protocol.
	 * @param endpoint the place
	 * @return the listener
	 */
	public static ListenerSpec of(Endpoint endpoint) {
		return new ListenerSpec(endpoint, ProtocolMode.AUTO, DEFAULT_BACKLOG, Access.unrestricted());
	}

	/**
	 * Return the same listener for other protocols.
	 * @param protocol the protocols to speak
	 * @return the listener
	 */
	public ListenerSpec withProtocol(ProtocolMode protocol) {
		return new ListenerSpec(this.endpoint, protocol, this.backlog, this.access);
	}

	/**
	 * Return the same listener with another backlog.
	 * @param backlog the number of connections
	 * @return the listener
	 */
	public ListenerSpec withBacklog(int backlog) {
		return new ListenerSpec(this.endpoint, this.protocol, backlog, this.access);
	}

	/**
	 * Return the same listener for others to connect to.
	 * @param access who may connect
	 * @return the listener
	 */
	public ListenerSpec withAccess(Access access) {
		return new ListenerSpec(this.endpoint, this.protocol, this.backlog, access);
	}

}
