package io.fastcgi.engine.connection;

import io.fastcgi.engine.event.ServerEventListener;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Counts the bytes of a connection.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class TrafficMeter extends ChannelDuplexHandler {

	private final ServerEventListener events;

	TrafficMeter(ServerEventListener events) {
		this.events = events;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (message instanceof ByteBuf bytes) {
			this.events.bytesReceived(bytes.readableBytes());
		}
		ctx.fireChannelRead(message);
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
		if (message instanceof ByteBuf bytes) {
			this.events.bytesSent(bytes.readableBytes());
		}
		ctx.write(message, promise);
	}

}
