package io.fastcgi.engine.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.fastcgi.engine.exchange.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Response of a request between its handler, which writes on any thread, and the event
 * loop, which sends.
 * <p>
 * Nothing but error output is sent before the response head is complete. Up to then a
 * response can be replaced, and an incomplete one never reaches a front end, some of
 * which would take it for success.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class OutputQueue {

	private static final int BROKEN_OFF = 1;

	private static final int SEND_THRESHOLD = 16 * 1024;

	private static final int MAX_BEFORE_HEAD = 64 * 1024;

	/**
	 * Whoever writes is held up here, and goes on at the low mark: each time costs two
	 * hops between threads.
	 */
	private static final int HIGH_WATER_MARK = 128 * 1024;

	private static final int LOW_WATER_MARK = 48 * 1024;

	private final ChannelHandlerContext ctx;

	private final OutputScheduler scheduler;

	private final Framing framing;

	private final OutputProgress progress;

	private final Object lock = new Object();

	private final ResponseBuffer buffer;

	private volatile boolean committed;

	private boolean ended;

	private boolean breaksOff;

	private boolean full;

	private boolean scheduled;

	private boolean endSent;

	private long writes;

	OutputQueue(ChannelHandlerContext ctx, OutputScheduler scheduler, Framing framing, OutputProgress progress) {
		this.ctx = ctx;
		this.scheduler = scheduler;
		this.framing = framing;
		this.progress = progress;
		this.buffer = new ResponseBuffer(ctx.alloc(), framing);
	}

	void write(ResponseHead responseHead) {
		synchronized (this.lock) {
			if (this.ended) {
				return;
			}
			this.writes++;
			this.buffer.write(responseHead);
		}
		sendWhenEnough();
	}

	void write(byte[] content, int offset, int length) {
		synchronized (this.lock) {
			if (this.ended) {
				return;
			}
			this.writes++;
			this.buffer.write(content, offset, length);
		}
		sendWhenEnough();
	}

	void write(ByteBuf content) {
		synchronized (this.lock) {
			if (this.ended || !content.isReadable()) {
				content.release();
				return;
			}
			this.writes++;
			this.buffer.write(content);
		}
		sendWhenEnough();
	}

	void writeError(ByteBuf content) {
		if (!content.isReadable() || isEnded()) {
			content.release();
			return;
		}
		List<Frame> framed = new ArrayList<>(1);
		this.framing.frameError(content, this.ctx.alloc(), framed::add);
		if (!framed.isEmpty()) {
			addError(framed);
		}
	}

	private void addError(List<Frame> framed) {
		boolean sendNow;
		synchronized (this.lock) {
			if (this.ended) {
				framed.forEach(Frame::release);
				return;
			}
			this.writes++;
			this.buffer.writeError(framed);
			sendNow = !this.buffer.isHeadComplete();
		}
		if (sendNow) {
			send();
		}
		else {
			sendWhenEnough();
		}
	}

	private void sendWhenEnough() {
		boolean enough;
		synchronized (this.lock) {
			enough = this.buffer.size() >= SEND_THRESHOLD;
		}
		if (enough) {
			flush();
		}
	}

	void flush() {
		synchronized (this.lock) {
			if (this.ended || !this.buffer.isHeadComplete()) {
				return;
			}
			this.buffer.flush();
			this.committed = true;
		}
		send();
	}

	/**
	 * End the response with what was written.
	 * @param appStatus the application status
	 * @return {@code false} if it had ended or has no complete head, so that nothing was
	 * done
	 */
	boolean end(int appStatus) {
		synchronized (this.lock) {
			if (this.ended || !this.buffer.isHeadComplete()) {
				return false;
			}
			finish(appStatus);
		}
		send();
		return true;
	}

	/**
	 * End the response with a document of the engine, or at the point it has come to if a
	 * part of it was sent. It is left to the caller to {@link #send()}, once it has told
	 * everybody.
	 * @param document the document, nothing if {@code null}
	 * @param appStatus the application status of a response that is replaced
	 * @param awaited whether the front end has to see that a response breaks off
	 * @return whether it had not ended before
	 */
	boolean replace(@Nullable RefusalDocument document, int appStatus, boolean awaited) {
		synchronized (this.lock) {
			if (this.ended) {
				return false;
			}
			if (this.committed) {
				this.breaksOff = awaited;
				finish(BROKEN_OFF);
				return true;
			}
			this.buffer.clear();
			if (document != null) {
				this.buffer.write(document);
			}
			finish(appStatus);
		}
		return true;
	}

	private void finish(int appStatus) {
		if (this.breaksOff) {
			this.buffer.breakOff();
		}
		else {
			this.buffer.end(appStatus);
		}
		this.ended = true;
		this.committed = true;
	}

	void send() {
		if (this.ctx.executor().inEventLoop()) {
			this.scheduler.ready(this);
			return;
		}
		synchronized (this.lock) {
			if (this.scheduled) {
				return;
			}
			this.scheduled = true;
		}
		this.ctx.executor().execute(() -> this.scheduler.ready(this));
	}

	/**
	 * Write what is ready to be sent to the connection. Called by the scheduler, on the
	 * event loop.
	 * @param quantum the number of bytes after which it is the turn of others
	 * @return whether there is more
	 */
	boolean sendSome(int quantum) {
		boolean last;
		boolean breaksOff;
		boolean more;
		int sent = 0;
		while (true) {
			Frame next;
			synchronized (this.lock) {
				more = sent >= quantum && this.buffer.hasNext(this.committed);
				next = (more) ? null : this.buffer.poll(this.committed);
				if (next == null) {
					this.scheduled = more;
					last = !more && this.ended && !this.endSent;
					this.endSent |= last;
					breaksOff = last && this.breaksOff;
					break;
				}
			}
			sent += next.length();
			next.writeTo(this.ctx);
		}
		if (breaksOff && !this.progress.breakOff()) {
			synchronized (this.lock) {
				this.buffer.end(BROKEN_OFF);
				Objects.requireNonNull(this.buffer.poll(true)).writeTo(this.ctx);
			}
		}
		if (last) {
			this.progress.endSent();
		}
		else {
			this.progress.sent();
		}
		return more;
	}

	/**
	 * Return how often something was written, for whoever wants to know whether the
	 * writer is alive.
	 * @return the number of writes
	 */
	long writes() {
		synchronized (this.lock) {
			return this.writes;
		}
	}

	boolean isWritable() {
		synchronized (this.lock) {
			this.full = this.buffer.size() >= ((this.full) ? LOW_WATER_MARK : HIGH_WATER_MARK);
			return this.ended || (!this.full && this.buffer.earlyErrorsSize() < MAX_BEFORE_HEAD);
		}
	}

	/**
	 * Return whether more was written than a head may have, and it is still not complete.
	 * @return whether the head is too long
	 */
	boolean isHeadTooLong() {
		synchronized (this.lock) {
			return !this.ended && !this.buffer.isHeadComplete() && this.buffer.size() >= MAX_BEFORE_HEAD;
		}
	}

	boolean isEnded() {
		synchronized (this.lock) {
			return this.ended;
		}
	}

	/**
	 * Return whether something was written, be it that nothing was sent.
	 * @return whether a response has begun
	 */
	boolean hasBegun() {
		synchronized (this.lock) {
			return this.committed || this.buffer.size() > 0;
		}
	}

	boolean isCommitted() {
		return this.committed;
	}

}
