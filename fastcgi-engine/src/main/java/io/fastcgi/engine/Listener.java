package io.fastcgi.engine;

import java.net.SocketAddress;

import io.fastcgi.engine.connection.ConnectionInitializer;
import io.fastcgi.engine.transport.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;

/**
 * A bound listener.
 *
 * @param spec what was asked for
 * @param channel the server channel
 * @param address the address it is bound to, which a closed channel has forgotten
 * @author FastCGI Spring Boot maintainers
 */
record Listener(ListenerSpec spec, Channel channel, SocketAddress address) {

	ListenerState state() {
		return new ListenerState(this.address, this.spec.protocol(), this.channel.isActive(),
				this.spec.access().isRestricted());
	}

	static Listener bind(ListenerSpec spec, Transport transport, EventLoopGroup group,
			ConnectionInitializer initializer) {
		ServerBootstrap bootstrap = new ServerBootstrap().group(group)
			.channel(transport.serverChannelType())
			.option(ChannelOption.SO_BACKLOG, spec.backlog())
			.option(ChannelOption.SO_REUSEADDR, true)
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(initializer);
		ChannelFuture bound = bootstrap.bind(spec.address()).awaitUninterruptibly();
		if (!bound.isSuccess()) {
			throw new FastCgiBindException(spec.address(), bound.cause());
		}
		return new Listener(spec, bound.channel(), bound.channel().localAddress());
	}

}
