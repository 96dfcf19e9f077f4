package io.fastcgi.engine.connection;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;

/**
 * Counts the input of a connection that no handler has read yet, and stops reading from
 * the front end while there is too much of it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ReadWindow {

	private final Channel channel;

	private final int high;

	private final AtomicInteger unread = new AtomicInteger();

	private volatile boolean paused;

	ReadWindow(Channel channel, int high) {
		this.channel = channel;
		this.high = high;
	}

	/**
	 * Account for input that was put aside. Called on the event loop.
	 * @param bytes the number of bytes
	 */
	void add(int bytes) {
		if (this.unread.addAndGet(bytes) >= this.high && !this.paused) {
			this.paused = true;
			this.channel.config().setAutoRead(false);
			resumeWhenLow();
		}
	}

	/**
	 * Account for input that was read or thrown away. Called on any thread.
	 * @param bytes the number of bytes
	 */
	void remove(int bytes) {
		if (this.unread.addAndGet(-bytes) <= this.high / 2 && this.paused) {
			this.channel.eventLoop().execute(this::resumeWhenLow);
		}
	}

	private void resumeWhenLow() {
		if (this.paused && this.unread.get() <= this.high / 2) {
			this.paused = false;
			this.channel.config().setAutoRead(true);
		}
	}

	boolean isFull() {
		return this.paused;
	}

}
