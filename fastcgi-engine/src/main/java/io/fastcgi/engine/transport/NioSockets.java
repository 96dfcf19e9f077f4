package io.fastcgi.engine.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/**
 * {@link Sockets} of the JDK.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class NioSockets implements Sockets {

	@Override
	public IoHandlerFactory ioHandlerFactory() {
		return NioIoHandler.newFactory();
	}

	@Override
	public ServerChannel tcp() {
		return new NioServerSocketChannel();
	}

	@Override
	public ServerChannel unix() {
		return new NioServerDomainSocketChannel();
	}

	@Override
	public SocketAddress unixAddress(Path path) {
		return UnixDomainSocketAddress.of(path);
	}

	@Override
	public ServerChannel inherited(ServerSocketChannel listening) {
		try {
			return (listening.getLocalAddress() instanceof InetSocketAddress) ? new NioServerSocketChannel(listening)
					: new NioServerDomainSocketChannel(listening);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
