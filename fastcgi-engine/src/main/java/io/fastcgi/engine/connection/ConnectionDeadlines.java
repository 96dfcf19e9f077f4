package io.fastcgi.engine.connection;

import java.time.Duration;

import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.exchange.AbortReason;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;

/**
 * Looks how long nothing has happened on a connection, and does what follows from that.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ConnectionDeadlines {

	/**
	 * How long a server that is about to stop waits for the first request of a connection
	 * that it accepted just before.
	 */
	static final Duration LAST_CHANCE = Duration.ofSeconds(1);

	private final Connection connection;

	private final ConnectionClose close;

	private final Channel channel;

	private final Timeouts timeouts;

	private final Stillness input;

	private final Stillness output;

	ConnectionDeadlines(Connection connection, ConnectionClose close, Channel channel, Timeouts timeouts) {
		long now = System.nanoTime();
		this.connection = connection;
		this.close = close;
		this.channel = channel;
		this.timeouts = timeouts;
		this.input = new Stillness(0, now);
		this.output = new Stillness(0, now);
	}

	/**
	 * Look whether a deadline has passed. Called now and then.
	 * @param ctx the context
	 */
	void check(ChannelHandlerContext ctx) {
		long now = System.nanoTime();
		if (isOutputStuck(now)) {
			this.connection.timedOut(Deadline.OUTPUT);
			this.connection.abortAll(ctx, AbortReason.TIMEOUT);
			this.close.reset();
		}
		else if (this.close.hasBegun()) {
			this.close.check(now);
		}
		else if (this.connection.isBusy()) {
			// The requests have deadlines of their own.
			this.input.restart(this.connection.messages(), now);
			this.connection.checkRequests(ctx, now);
		}
		else if (this.connection.registry().isDraining()) {
			checkLastChance(now);
		}
		else if (hasPendingOutput()) {
			// It is not idle who still takes a response.
			this.input.restart(this.connection.messages(), now);
		}
		else {
			checkIdle(now);
		}
	}

	/**
	 * Return whether output waits, and the front end has taken none of it for too long.
	 * @param now the time in nanoseconds
	 * @return whether the deadline has passed
	 */
	private boolean isOutputStuck(long now) {
		offerOutput();
		if (!hasPendingOutput()) {
			this.output.restart(0, now);
			return false;
		}
		ChannelOutboundBuffer pending = this.channel.unsafe().outboundBuffer();
		long progress = 31L * System.identityHashCode(pending.current()) + pending.currentProgress();
		return this.output.isLongerThan(this.timeouts.output(), progress, now);
	}

	private boolean hasPendingOutput() {
		ChannelOutboundBuffer pending = this.channel.unsafe().outboundBuffer();
		return pending != null && pending.totalPendingWriteBytes() > 0;
	}

	/**
	 * The system says that there is room again when a third of its buffer is free, of
	 * which a slow client may take none for minutes. It takes something before, if asked.
	 */
	private void offerOutput() {
		if (this.channel.unsafe() instanceof NioUnsafe unsafe) {
			unsafe.forceFlush();
		}
	}

	private void checkLastChance(long now) {
		if (this.input.isLongerThan(LAST_CHANCE, this.connection.messages(), now)) {
			this.channel.close();
		}
	}

	private void checkIdle(long now) {
		boolean isNew = this.connection.messages() == 0;
		Duration timeout = (isNew) ? this.timeouts.firstRequest() : this.timeouts.idle();
		if (this.input.isLongerThan(timeout, this.connection.messages(), now)) {
			this.connection.timedOut((isNew) ? Deadline.FIRST_REQUEST : Deadline.IDLE);
			this.channel.close();
		}
	}

}
