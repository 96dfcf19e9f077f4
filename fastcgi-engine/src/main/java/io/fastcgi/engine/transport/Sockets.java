package io.fastcgi.engine.transport;

import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;

/**
 * What a transport makes: event loops and the channels that listen on them.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public interface Sockets {

	/**
	 * Return what event loops run on.
	 * @return the factory
	 */
	IoHandlerFactory ioHandlerFactory();

	/**
	 * Create a channel that can be bound to a TCP address.
	 * @return the channel
	 */
	ServerChannel tcp();

	/**
	 * Have connections over TCP say that there is room again when less than a number of
	 * bytes waits to be sent. By itself Linux says so when a third of the send buffer is
	 * free, of which a slow client may take none for minutes. Does nothing for transports
	 * that have no such option; there, the system alone bounds what it holds for a
	 * connection ({@code net.ipv4.tcp_wmem}).
	 * @param bootstrap where to set it
	 * @param bytes the number of bytes
	 */
	default void setUnsentLimit(ServerBootstrap bootstrap, long bytes) {
	}

	/**
	 * Create a channel that can be bound to the path of a Unix-domain socket.
	 * @return the channel
	 */
	ServerChannel unix();

	/**
	 * Return the path of a Unix-domain socket as an address for {@link #unix()}.
	 * @param path the path
	 * @return the address
	 */
	SocketAddress unixAddress(Path path);

	/**
	 * Create a channel for the socket on descriptor 0, on which somebody else listens
	 * already. It must be registered instead of bound.
	 * @param listening what the JDK makes of the descriptor, which does not block
	 * @return the channel
	 * @throws UnsupportedOperationException if the transport cannot take over a socket
	 */
	ServerChannel inherited(ServerSocketChannel listening);

}
