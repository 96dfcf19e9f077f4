package io.fastcgi.engine.connection;

import java.time.Duration;

import io.fastcgi.engine.event.Deadline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Watches how long nothing has happened on a connection.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ConnectionWatch {

	/**
	 * How long a server that is about to stop waits for the first request of a connection
	 * that it accepted just before.
	 */
	static final Duration LAST_CHANCE = Duration.ofSeconds(1);

	/**
	 * How long a front end may be silent after the server closed its side.
	 */
	private static final Duration LINGER = Duration.ofSeconds(5);

	private final Channel channel;

	private final Timeouts timeouts;

	private final Stillness input;

	private final Stillness output;

	private long closingSince;

	ConnectionWatch(Channel channel, Timeouts timeouts) {
		long now = System.nanoTime();
		this.channel = channel;
		this.timeouts = timeouts;
		this.input = new Stillness(0, now);
		this.output = new Stillness(0, now);
	}

	/**
	 * Note that a request is in progress, which has deadlines of its own.
	 * @param messages how many messages were received
	 * @param now the time in nanoseconds
	 */
	void busy(long messages, long now) {
		this.input.restart(messages, now);
	}

	/**
	 * Note that the server closes its side.
	 * @param messages how many messages were received
	 * @param now the time in nanoseconds
	 */
	void closing(long messages, long now) {
		this.closingSince = now;
		this.input.restart(messages, now);
	}

	/**
	 * Return whether output waits, and the front end has taken none of it for too long.
	 * @param now the time in nanoseconds
	 * @return whether the deadline has passed
	 */
	boolean isOutputStuck(long now) {
		ChannelOutboundBuffer pending = this.channel.unsafe().outboundBuffer();
		if (pending == null || pending.totalPendingWriteBytes() == 0) {
			this.output.restart(0, now);
			return false;
		}
		long progress = 31L * System.identityHashCode(pending.current()) + pending.currentProgress();
		return this.output.isLongerThan(this.timeouts.output(), progress, now);
	}

	/**
	 * Return whether it is of no use to wait for the front end to close its side, too.
	 * @param messages how many messages were received
	 * @param now the time in nanoseconds
	 * @return whether it has had its time
	 */
	boolean isLingerOver(long messages, long now) {
		return this.input.isLongerThan(LINGER, messages, now)
				|| now - this.closingSince >= this.timeouts.input().toNanos();
	}

	/**
	 * Return whether a connection without a request need not be waited for by a server
	 * that is about to stop.
	 * @param messages how many messages were received
	 * @param now the time in nanoseconds
	 * @return whether it has had its time
	 */
	boolean hadItsLastChance(long messages, long now) {
		return this.input.isLongerThan(LAST_CHANCE, messages, now);
	}

	/**
	 * Look at a connection without a request in progress.
	 * @param messages how many messages were received
	 * @param now the time in nanoseconds
	 * @return the deadline that has passed or {@code null}
	 */
	@Nullable Deadline idleDeadline(long messages, long now) {
		boolean isNew = messages == 0;
		Duration timeout = (isNew) ? this.timeouts.firstRequest() : this.timeouts.idle();
		if (!this.input.isLongerThan(timeout, messages, now)) {
			return null;
		}
		return (isNew) ? Deadline.FIRST_REQUEST : Deadline.IDLE;
	}

}
