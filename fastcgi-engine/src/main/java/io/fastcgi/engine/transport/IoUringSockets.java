package io.fastcgi.engine.transport;

import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;

/**
 * {@link Sockets} of io_uring.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class IoUringSockets implements Sockets {

	@Override
	public IoHandlerFactory ioHandlerFactory() {
		return IoUringIoHandler.newFactory();
	}

	@Override
	public ServerChannel tcp() {
		return new IoUringServerSocketChannel();
	}

	@Override
	public void setUnsentLimit(ServerBootstrap bootstrap, long bytes) {
		bootstrap.childOption(IoUringChannelOption.TCP_NOTSENT_LOWAT, bytes);
	}

	@Override
	public ServerChannel unix() {
		return new IoUringServerDomainSocketChannel();
	}

	@Override
	public SocketAddress unixAddress(Path path) {
		return new DomainSocketAddress(path.toString());
	}

	@Override
	public ServerChannel inherited(ServerSocketChannel listening) {
		throw new UnsupportedOperationException("Transport IO_URING cannot take over a socket; EPOLL and NIO can");
	}

}
