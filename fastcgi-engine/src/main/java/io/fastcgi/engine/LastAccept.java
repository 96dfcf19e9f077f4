package io.fastcgi.engine;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Closes a listener right after it has accepted all that there was to accept. Connections
 * that the system has made by itself and that nobody has accepted are reset when a
 * listener is closed, and their requests are lost.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class LastAccept extends ChannelInboundHandlerAdapter {

	/**
	 * After so long without a new connection there is hardly one waiting.
	 */
	private static final long QUIET_MILLIS = 50;

	private final int mostAtOnce;

	private int accepted;

	private LastAccept(int mostAtOnce) {
		this.mostAtOnce = mostAtOnce;
	}

	static void thenClose(Channel listener) {
		int mostAtOnce = listener.metadata().defaultMaxMessagesPerRead();
		listener.pipeline().addFirst(new LastAccept(mostAtOnce));
		listener.eventLoop().schedule(() -> listener.close(), QUIET_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object connection) {
		this.accepted++;
		ctx.fireChannelRead(connection);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext ctx) {
		boolean all = this.accepted < this.mostAtOnce;
		this.accepted = 0;
		ctx.fireChannelReadComplete();
		if (all) {
			ctx.close();
		}
	}

}
