package io.fastcgi.engine.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;

/**
 * Lets the responses of a connection take turns: each sends some of what it has, as long
 * as the front end takes it. For the event loop only.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class OutputScheduler {

	/**
	 * A response that is not longer than this is sent at once.
	 */
	private static final int QUANTUM = 32 * 1024;

	/**
	 * How often the connection is filled up again before it is the turn of others on the
	 * event loop. A front end that is quick enough would keep it for itself otherwise.
	 */
	private static final int MAX_ROUNDS = 16;

	private final ChannelHandlerContext ctx;

	private final Queue<OutputQueue> ready = new ArrayDeque<>(2);

	private boolean running;

	private boolean resuming;

	private boolean toEnd;

	OutputScheduler(ChannelHandlerContext ctx) {
		this.ctx = ctx;
	}

	/**
	 * Note that a response has something to send.
	 * @param output the response
	 */
	void ready(OutputQueue output) {
		if (!this.ready.contains(output)) {
			this.ready.add(output);
		}
		run();
	}

	/**
	 * Send what the connection takes.
	 */
	void run() {
		if (this.running) {
			return;
		}
		this.running = true;
		try {
			int rounds = 0;
			do {
				sendInTurns();
				this.ctx.flush();
			}
			while (canGoOn() && ++rounds < MAX_ROUNDS);
		}
		finally {
			this.running = false;
		}
		if (canGoOn() && !this.resuming) {
			this.resuming = true;
			// Unlike an ordinary task, this one lets the event loop look at its sockets.
			this.ctx.executor().schedule(this::resume, 0, TimeUnit.NANOSECONDS);
		}
	}

	/**
	 * Send everything, whether the connection takes it or not, because it is about to be
	 * closed; also what is ready later, so that it is released and its request ends.
	 */
	void runToEnd() {
		this.toEnd = true;
		run();
	}

	private boolean canGoOn() {
		return !this.ready.isEmpty() && this.ctx.channel().isWritable();
	}

	private void resume() {
		this.resuming = false;
		run();
	}

	private void sendInTurns() {
		Channel channel = this.ctx.channel();
		while (!this.ready.isEmpty() && (this.toEnd || channel.isWritable())) {
			OutputQueue output = this.ready.remove();
			if (output.sendSome(QUANTUM) && !this.ready.contains(output)) {
				this.ready.add(output);
			}
		}
	}

	/**
	 * Return whether a response waits for the front end to take what it was sent.
	 * @param output the response
	 * @return whether it is held up
	 */
	boolean isBlocked(OutputQueue output) {
		return this.ready.contains(output);
	}

}
