package io.fastcgi.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;

import io.fastcgi.engine.FastCgiBindException.Reason;
import io.fastcgi.engine.connection.ConnectionInitializer;
import io.fastcgi.engine.connection.ConnectionRegistry;
import io.fastcgi.engine.connection.ConnectionSettings;
import io.fastcgi.engine.memory.InMemoryAddress;
import io.fastcgi.engine.transport.Sockets;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;

/**
 * Binds the listeners of a server.
 *
 * @param sockets makes the channels
 * @param group the event loops
 * @param allocator makes the buffers of connections
 * @param settings what all connections share
 * @param registry the connections and requests of the server
 * @author FastCGI Spring Boot maintainers
 */
record ListenerBinder(Sockets sockets, EventLoopGroup group, ByteBufAllocator allocator, ConnectionSettings settings,
		ConnectionRegistry registry) {

	private static final long UNSENT = 128 * 1024;

	Listener bind(ListenerSpec spec) {
		try {
			if (spec.endpoint() instanceof Endpoint.Tcp tcp) {
				return bindTcp(spec, tcp.address());
			}
			if (spec.endpoint() instanceof Endpoint.Unix unix) {
				return bindUnix(spec, unix);
			}
			if (spec.endpoint() instanceof Endpoint.InMemory inMemory) {
				return bindInMemory(spec, inMemory.address());
			}
			return takeOverInherited(spec);
		}
		catch (IOException | UnsupportedOperationException ex) {
			throw new FastCgiBindException(spec.endpoint(), ex);
		}
	}

	private Listener bindTcp(ListenerSpec spec, InetSocketAddress address) {
		Channel channel = await(spec,
				overTcp(bootstrap(spec, address)).channelFactory(this.sockets::tcp)
					.option(ChannelOption.SO_REUSEADDR, true)
					.bind(address));
		return new Listener(spec, channel, channel.localAddress(), channel::close);
	}

	private Listener bindUnix(ListenerSpec spec, Endpoint.Unix unix) throws IOException {
		UnixSocketPath.check(unix);
		UnixDomainSocketAddress address = UnixDomainSocketAddress.of(unix.path());
		try (UnixSocketNursery nursery = UnixSocketNursery.beside(unix.path())) {
			Channel channel = await(spec, bootstrap(spec, address).channelFactory(this.sockets::unix)
				.bind(this.sockets.unixAddress(nursery.socket())));
			try {
				UnixSocketFile file = UnixSocketFile.publish(nursery, unix);
				return new Listener(spec, channel, address, () -> {
					file.remove();
					return channel.close();
				});
			}
			catch (IOException | RuntimeException ex) {
				channel.close().awaitUninterruptibly();
				throw ex;
			}
		}
	}

	private Listener bindInMemory(ListenerSpec spec, InMemoryAddress address) {
		Channel channel = await(spec, bootstrap(spec, address).channelFactory(address::newChannel).bind(address));
		return new Listener(spec, channel, address, channel::close);
	}

	/**
	 * The channel is never closed: the socket is shared with whoever lent it, and the JDK
	 * turns the standard streams of the process off with it, and with them the log.
	 */
	private Listener takeOverInherited(ListenerSpec spec) throws IOException {
		ServerSocketChannel inherited = Endpoint.Inherited.find();
		if (inherited == null) {
			throw new FastCgiBindException(spec.endpoint(), Reason.NO_INHERITED_SOCKET,
					"descriptor 0 is not a socket that listens", null);
		}
		inherited.configureBlocking(false);
		SocketAddress address = inherited.getLocalAddress();
		ServerBootstrap bootstrap = bootstrap(spec, address).channelFactory(() -> this.sockets.inherited(inherited));
		if (address instanceof InetSocketAddress) {
			overTcp(bootstrap);
		}
		Channel channel = await(spec, bootstrap.register());
		return new Listener(spec, channel, address, channel::deregister);
	}

	private ServerBootstrap bootstrap(ListenerSpec spec, SocketAddress address) {
		ServerBootstrap bootstrap = new ServerBootstrap().group(this.group)
			.childOption(ChannelOption.ALLOCATOR, this.allocator);
		if (!(spec.endpoint() instanceof Endpoint.InMemory)) {
			bootstrap.option(ChannelOption.SO_BACKLOG, spec.backlog());
		}
		return bootstrap.childHandler(new ConnectionInitializer(this.settings.withAccess(spec.access()), this.registry,
				spec.protocol(), address));
	}

	private ServerBootstrap overTcp(ServerBootstrap bootstrap) {
		// TCP_NODELAY is Netty's default
		this.sockets.setUnsentLimit(bootstrap, UNSENT);
		return bootstrap;
	}

	private static Channel await(ListenerSpec spec, ChannelFuture bound) {
		if (!bound.awaitUninterruptibly().isSuccess()) {
			throw new FastCgiBindException(spec.endpoint(), bound.cause());
		}
		return bound.channel();
	}

}
