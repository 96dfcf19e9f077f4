package io.fastcgi.engine.connection;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/**
 * Names who is at the other end of a connection. Clients of a Unix-domain socket have no
 * address, and a TCP connection that is gone already has forgotten its own: both are
 * called by where they came in.
 *
 * @param listener where the listener is
 * @author FastCGI Spring Boot maintainers
 */
record FrontEndAddress(SocketAddress listener) {

	private static final AttributeKey<SocketAddress> KEY = AttributeKey.valueOf(FrontEndAddress.class, "frontEnd");

	SocketAddress attachTo(Channel channel) {
		SocketAddress frontEnd = (channel.remoteAddress() instanceof InetSocketAddress address) ? address
				: this.listener;
		channel.attr(KEY).set(frontEnd);
		return frontEnd;
	}

	static SocketAddress of(Channel channel) {
		return Objects.requireNonNullElseGet(channel.attr(KEY).get(), channel::remoteAddress);
	}

}
