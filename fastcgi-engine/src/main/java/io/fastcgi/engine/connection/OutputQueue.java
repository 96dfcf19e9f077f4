package io.fastcgi.engine.connection;

import java.util.ArrayDeque;
import java.util.Queue;

import io.fastcgi.engine.exchange.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Response of a request between its handler, which writes on any thread, and the event
 * loop, which sends. Small pieces and the end of the response are gathered in one buffer,
 * so that a small response is one record and one write.
 * <p>
 * Nothing is sent before the response head is complete. Up to then a response can be
 * replaced, and an incomplete one never reaches a front end, some of which would take it
 * for success.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class OutputQueue {

	private static final int COPY_LIMIT = 4 * 1024;

	private static final int SEND_THRESHOLD = 16 * 1024;

	private static final int HIGH_WATER_MARK = 64 * 1024;

	private static final int INITIAL_CAPACITY = 512;

	private final ChannelHandlerContext ctx;

	private final Framing framing;

	private final Progress progress;

	private final Object lock = new Object();

	private final HeadGuard head = new HeadGuard();

	private final Queue<ByteBuf> sealed = new ArrayDeque<>(4);

	private @Nullable ByteBuf open;

	private int queuedBytes;

	private boolean stdoutUsed;

	private boolean stderrUsed;

	private boolean ended;

	private volatile boolean committed;

	private boolean scheduled;

	private boolean endSent;

	OutputQueue(ChannelHandlerContext ctx, Framing framing, Progress progress) {
		this.ctx = ctx;
		this.framing = framing;
		this.progress = progress;
	}

	void write(ResponseHead responseHead) {
		synchronized (this.lock) {
			if (this.ended) {
				return;
			}
			responseHead.writeTo(openBuffer(responseHead.length()));
			this.head.markComplete();
			added(responseHead.length());
		}
		sendWhenEnough();
	}

	void write(byte[] content, int offset, int length) {
		synchronized (this.lock) {
			if (this.ended) {
				return;
			}
			this.head.accept(content, offset, length);
			int written = 0;
			while (written < length) {
				int part = Math.min(length - written, SEND_THRESHOLD);
				openBuffer(part).writeBytes(content, offset + written, part);
				written += part;
			}
			added(length);
		}
		sendWhenEnough();
	}

	void write(ByteBuf content) {
		synchronized (this.lock) {
			int length = content.readableBytes();
			if (this.ended || length == 0) {
				content.release();
				return;
			}
			this.head.accept(content);
			if (length <= COPY_LIMIT) {
				openBuffer(length).writeBytes(content);
				content.release();
			}
			else {
				seal();
				this.framing.frame(content, this.ctx.alloc(), this.sealed::add);
			}
			added(length);
		}
		sendWhenEnough();
	}

	void writeError(ByteBuf content) {
		synchronized (this.lock) {
			int length = content.readableBytes();
			if (this.ended || length == 0) {
				content.release();
				return;
			}
			seal();
			this.framing.frameError(content, this.ctx.alloc(), this.sealed::add);
			this.stderrUsed = true;
			this.queuedBytes += length;
		}
		sendWhenEnough();
	}

	private ByteBuf openBuffer(int length) {
		if (this.open != null
				&& this.open.readableBytes() - this.framing.headroom() + length > this.framing.maxContent()) {
			seal();
		}
		if (this.open == null) {
			int needed = this.framing.headroom() + length + this.framing.endLength() + 7;
			this.open = this.ctx.alloc().buffer(Math.max(needed, INITIAL_CAPACITY));
			this.open.writeZero(this.framing.headroom());
		}
		return this.open;
	}

	private void added(int length) {
		this.stdoutUsed |= length > 0;
		this.queuedBytes += length;
	}

	private void seal() {
		if (this.open == null) {
			return;
		}
		if (this.open.readableBytes() > this.framing.headroom()) {
			this.framing.seal(this.open);
			this.sealed.add(this.open);
		}
		else {
			this.open.release();
		}
		this.open = null;
	}

	private void sendWhenEnough() {
		boolean enough;
		synchronized (this.lock) {
			enough = this.queuedBytes >= SEND_THRESHOLD;
		}
		if (enough) {
			flush();
		}
	}

	void flush() {
		synchronized (this.lock) {
			if (this.ended || !this.head.isComplete()) {
				return;
			}
			seal();
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
			if (this.ended || !this.head.isComplete()) {
				return false;
			}
			finish(appStatus);
		}
		send();
		return true;
	}

	/**
	 * End the response with a document of the engine, or at the point it has come to if a
	 * part of it was sent.
	 * @param document writes the document, nothing if {@code null}
	 * @param appStatus the application status
	 * @return whether it had not ended before
	 */
	boolean replace(@Nullable RefusalDocument document, int appStatus) {
		synchronized (this.lock) {
			if (this.ended) {
				return false;
			}
			if (!this.committed) {
				clear();
				if (document != null) {
					document.writeTo(openBuffer(document.length()));
					added(document.length());
				}
			}
			finish(appStatus);
		}
		send();
		return true;
	}

	private void clear() {
		if (this.open != null) {
			this.open.release();
			this.open = null;
		}
		for (ByteBuf buffer = this.sealed.poll(); buffer != null; buffer = this.sealed.poll()) {
			buffer.release();
		}
		this.queuedBytes = 0;
		this.stdoutUsed = false;
		this.stderrUsed = false;
	}

	private void finish(int appStatus) {
		ByteBuf last = this.open;
		if (last == null) {
			last = this.ctx.alloc().buffer(this.framing.endLength());
		}
		else if (last.readableBytes() > this.framing.headroom()) {
			this.framing.seal(last);
		}
		else {
			last.clear();
		}
		this.framing.end(last, appStatus, this.stdoutUsed, this.stderrUsed);
		this.open = null;
		this.sealed.add(last);
		this.ended = true;
		this.committed = true;
	}

	private void send() {
		if (this.ctx.executor().inEventLoop()) {
			sendNow();
			return;
		}
		synchronized (this.lock) {
			if (this.scheduled) {
				return;
			}
			this.scheduled = true;
		}
		this.ctx.executor().execute(this::sendNow);
	}

	private void sendNow() {
		boolean last;
		while (true) {
			ByteBuf buffer;
			synchronized (this.lock) {
				buffer = this.sealed.poll();
				if (buffer == null) {
					this.scheduled = false;
					this.queuedBytes = (this.open != null) ? this.open.readableBytes() : 0;
					last = this.ended && !this.endSent;
					this.endSent |= last;
					break;
				}
			}
			this.ctx.write(buffer, this.ctx.voidPromise());
		}
		this.ctx.flush();
		if (last) {
			this.progress.endSent();
		}
		else {
			this.progress.sent();
		}
	}

	boolean isWritable() {
		synchronized (this.lock) {
			return this.ended || (this.queuedBytes < HIGH_WATER_MARK && this.ctx.channel().isWritable());
		}
	}

	/**
	 * Return whether more was written than a head may have, and it is still not complete.
	 * @return whether the head is too long
	 */
	boolean isHeadTooLong() {
		synchronized (this.lock) {
			return !this.ended && !this.head.isComplete() && this.queuedBytes > HIGH_WATER_MARK;
		}
	}

	boolean isEnded() {
		synchronized (this.lock) {
			return this.ended;
		}
	}

	boolean isCommitted() {
		return this.committed;
	}

	/**
	 * Told what was sent. Called on the event loop.
	 */
	interface Progress {

		void sent();

		void endSent();

	}

}
