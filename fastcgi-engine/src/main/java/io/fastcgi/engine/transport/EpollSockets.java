package io.fastcgi.engine.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;

/**
 * {@link Sockets} of epoll.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class EpollSockets implements Sockets {

	@Override
	public IoHandlerFactory ioHandlerFactory() {
		return EpollIoHandler.newFactory();
	}

	@Override
	public ServerChannel tcp() {
		return new EpollServerSocketChannel();
	}

	@Override
	public void setUnsentLimit(ServerBootstrap bootstrap, long bytes) {
		bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, bytes);
	}

	@Override
	public ServerChannel unix() {
		return new EpollServerDomainSocketChannel();
	}

	@Override
	public SocketAddress unixAddress(Path path) {
		return new DomainSocketAddress(path.toString());
	}

	@Override
	public ServerChannel inherited(ServerSocketChannel listening) {
		try {
			return (listening.getLocalAddress() instanceof InetSocketAddress) ? new EpollServerSocketChannel(0)
					: new EpollServerDomainSocketChannel(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
