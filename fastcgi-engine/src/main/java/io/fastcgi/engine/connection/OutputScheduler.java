package io.fastcgi.engine.connection;

import java.util.ArrayDeque;
import java.util.Queue;

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

	private final ChannelHandlerContext ctx;

	private final Queue<OutputQueue> ready = new ArrayDeque<>(2);

	private boolean running;

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
		run(false);
	}

	/**
	 * Send everything, whether the connection takes it or not, because it is about to be
	 * closed.
	 */
	void runToEnd() {
		run(true);
	}

	private void run(boolean force) {
		if (this.running) {
			return;
		}
		this.running = true;
		try {
			do {
				sendInTurns(force);
				this.ctx.flush();
			}
			while (!this.ready.isEmpty() && this.ctx.channel().isWritable());
		}
		finally {
			this.running = false;
		}
	}

	private void sendInTurns(boolean force) {
		Channel channel = this.ctx.channel();
		while (!this.ready.isEmpty() && (force || channel.isWritable() || !channel.isActive())) {
			OutputQueue output = this.ready.remove();
			if (output.sendSome(QUANTUM) && !this.ready.contains(output)) {
				this.ready.add(output);
			}
		}
	}

	/**
	 * Return whether responses wait for the front end to take what it was sent.
	 * @return whether output is held up
	 */
	boolean isBlocked() {
		return !this.ready.isEmpty();
	}

}
