package io.fastcgi.engine.connection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.access.Tls;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection when it is time, and so that what was written arrives. For the
 * event loop only.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ConnectionClose {

	/**
	 * How long a connection must have been silent to be closed by a server that is about
	 * to stop. If it was used just now, the next request may be on its way already, and
	 * whoever sent it could not know whether it is safe to send it again.
	 */
	private static final long QUIET_MILLIS = 100;

	/**
	 * How long a front end may be silent after the server closed its side.
	 */
	private static final Duration LINGER = Duration.ofSeconds(5);

	/**
	 * How long what was sent has to arrive, and to be passed on, before a connection
	 * breaks off. A reset would overtake what is lost on the way and sent again, and
	 * lighttpd takes what comes together with the end for a whole response.
	 */
	private static final long BREAK_DELAY_MILLIS = 100;

	private final Connection connection;

	private final Channel channel;

	private State state = State.OPEN;

	private boolean reading;

	private boolean broken;

	private @Nullable Stillness silence;

	private long begun;

	ConnectionClose(Connection connection, Channel channel) {
		this.connection = connection;
		this.channel = channel;
	}

	/**
	 * Note that a message was received, and that more may have come with it.
	 */
	void reading() {
		this.reading = true;
	}

	/**
	 * Note that everything that was received is dealt with.
	 */
	void readComplete() {
		this.reading = false;
		if (this.state == State.WHEN_READ && !this.connection.isBusy()) {
			now();
		}
	}

	/**
	 * Close the connection when what has been received is dealt with: what is missing to
	 * the input of a request that ended may just have come with it.
	 */
	void whenRead() {
		if (!this.reading) {
			now();
		}
		else if (this.state == State.OPEN) {
			this.state = State.WHEN_READ;
		}
	}

	/**
	 * Close the connection if it stays silent for a moment and no request is in progress.
	 */
	void whenQuiet() {
		long messagesBefore = this.connection.messages();
		this.channel.eventLoop().schedule(() -> {
			long messages = this.connection.messages();
			if (!this.connection.isBusy() && messages == messagesBefore && messages > 0) {
				now();
			}
		}, QUIET_MILLIS, TimeUnit.MILLISECONDS);
	}

	/**
	 * Close the connection after what was written is sent. Where the front end may still
	 * be sending, its bytes are read and thrown away until it closes its side, because a
	 * reset could overtake the response.
	 */
	void now() {
		if (hasBegun()) {
			return;
		}
		boolean linger = !this.connection.isInputComplete() && this.channel instanceof DuplexChannel;
		this.state = State.CLOSING;
		this.begun = System.nanoTime();
		this.silence = new Stillness(this.connection.messages(), this.begun);
		AutoRead.resume(this.channel);
		this.connection.outputs().runToEnd();
		this.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((written) -> {
			Runnable end = (this.broken && Reset.isPossible(this.channel)) ? this::reset
					: () -> end(linger && written.isSuccess());
			if (this.broken) {
				this.channel.eventLoop().schedule(end, BREAK_DELAY_MILLIS, TimeUnit.MILLISECONDS);
			}
			else {
				end.run();
			}
		});
	}

	private void end(boolean linger) {
		if (linger && !((DuplexChannel) this.channel).isInputShutdown()) {
			this.state = State.LINGERING;
			Tls.shutdownOutput((DuplexChannel) this.channel);
		}
		else {
			this.channel.close();
		}
	}

	/**
	 * Close the connection in the middle of a response after what was written is sent:
	 * with a reset, because some front ends take anything else for the end.
	 */
	void broken() {
		this.broken = true;
		Reset.prepare(this.channel);
		now();
	}

	/**
	 * Close the connection at once, and so that nobody takes what was sent for all.
	 */
	void reset() {
		Reset.prepare(this.channel);
		Tls.closeBroken(this.channel);
	}

	/**
	 * Return whether the connection is being closed, so that nothing more is read.
	 * @return whether there are no requests any more
	 */
	boolean hasBegun() {
		return this.state == State.CLOSING || this.state == State.LINGERING;
	}

	/**
	 * Look whether it is of no use to wait any longer for the front end to close its
	 * side, too.
	 * @param now the time in nanoseconds
	 */
	void check(long now) {
		if (this.state == State.LINGERING && isLingerOver(now)) {
			this.channel.close();
		}
	}

	private boolean isLingerOver(long now) {
		return (this.silence != null && this.silence.isLongerThan(LINGER, this.connection.messages(), now))
				|| now - this.begun >= this.connection.timeouts().input().toNanos();
	}

	private enum State {

		/**
		 * Nobody wants it closed.
		 */
		OPEN,

		/**
		 * To be closed when what has been received is dealt with.
		 */
		WHEN_READ,

		/**
		 * Closed when what was written is sent.
		 */
		CLOSING,

		/**
		 * The server has closed its side, the front end has not.
		 */
		LINGERING

	}

}
