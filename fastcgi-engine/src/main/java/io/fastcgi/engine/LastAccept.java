package io.fastcgi.engine;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;

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

	/**
	 * An event loop that was busy meanwhile looks at its sockets once more before this is
	 * over.
	 */
	private static final long LAST_LOOK_MILLIS = 1;

	private final int mostAtOnce;

	private final Runnable action;

	private int accepted;

	private boolean done;

	private LastAccept(int mostAtOnce, Runnable action) {
		this.mostAtOnce = mostAtOnce;
		this.action = action;
	}

	/**
	 * Do something right after the last accept.
	 * @param listener the listener
	 * @param action what to do, such as to close it; called once, on its event loop
	 */
	static void then(Channel listener, Runnable action) {
		LastAccept last = new LastAccept(listener.metadata().defaultMaxMessagesPerRead(), action);
		listener.pipeline().addFirst(last);
		EventLoop eventLoop = listener.eventLoop();
		eventLoop.schedule(() -> eventLoop.schedule(last::finish, LAST_LOOK_MILLIS, TimeUnit.MILLISECONDS),
				QUIET_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void finish() {
		if (!this.done) {
			this.done = true;
			this.action.run();
		}
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
			finish();
		}
	}

}
