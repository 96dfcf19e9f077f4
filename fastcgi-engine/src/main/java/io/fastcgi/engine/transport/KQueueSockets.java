package io.fastcgi.engine.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerDomainSocketChannel;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;

/**
 * {@link Sockets} of kqueue.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class KQueueSockets implements Sockets {

	@Override
	public IoHandlerFactory ioHandlerFactory() {
		return KQueueIoHandler.newFactory();
	}

	@Override
	public ServerChannel tcp() {
		return new KQueueServerSocketChannel();
	}

	@Override
	public ServerChannel unix() {
		return new KQueueServerDomainSocketChannel();
	}

	@Override
	public SocketAddress unixAddress(Path path) {
		return new DomainSocketAddress(path.toString());
	}

	@Override
	public ServerChannel inherited(ServerSocketChannel listening) {
		try {
			return (listening.getLocalAddress() instanceof InetSocketAddress) ? new KQueueServerSocketChannel(0)
					: new KQueueServerDomainSocketChannel(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
