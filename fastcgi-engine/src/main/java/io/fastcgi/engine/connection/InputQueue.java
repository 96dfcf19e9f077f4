package io.fastcgi.engine.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

import io.fastcgi.engine.exchange.ExchangeInput;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Input stream of a request between the event loop, which fills it, and the handler,
 * which empties it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class InputQueue implements ExchangeInput {

	/**
	 * Pieces up to this size are copied together, so that many tiny records cannot hold
	 * many large network buffers.
	 */
	private static final int COPY_LIMIT = 1024;

	private static final int COPY_CAPACITY = 8 * 1024;

	private final EventLoop eventLoop;

	private final ReadWindow window;

	private final Queue<ByteBuf> pieces = new ArrayDeque<>(2);

	private @Nullable ByteBuf tail;

	private long expectedLength = -1;

	private long received;

	private boolean ended;

	private boolean failed;

	private boolean discarding;

	private boolean waiting = true;

	private @Nullable Runnable callback;

	private @Nullable Consumer<Throwable> onFailure;

	InputQueue(EventLoop eventLoop, ReadWindow window) {
		this.eventLoop = eventLoop;
		this.window = window;
	}

	/**
	 * Put bytes in. What exceeds the expected length is cut off, so that nobody reads it.
	 * Called on the event loop.
	 * @param content the bytes, released by this method
	 * @return {@code false} the first time that bytes were cut off
	 */
	boolean append(ByteBuf content) {
		boolean firstSurplus = false;
		synchronized (this) {
			if (this.ended || this.discarding) {
				content.release();
				return true;
			}
			long space = (this.expectedLength >= 0) ? this.expectedLength - this.received : Long.MAX_VALUE;
			if (content.readableBytes() > space) {
				firstSurplus = !this.failed;
				this.failed = true;
				content.writerIndex(content.readerIndex() + (int) space);
			}
			this.received += content.readableBytes();
			this.window.add(content.readableBytes());
			enqueue(content);
		}
		signal();
		return !firstSurplus;
	}

	private void enqueue(ByteBuf content) {
		int length = content.readableBytes();
		if (length == 0) {
			content.release();
			return;
		}
		if (length > COPY_LIMIT) {
			this.tail = null;
			this.pieces.add(content);
			return;
		}
		if (this.tail == null || this.tail.maxWritableBytes() < length) {
			this.tail = content.alloc().buffer(length, COPY_CAPACITY);
			this.pieces.add(this.tail);
		}
		this.tail.writeBytes(content);
		content.release();
	}

	/**
	 * Set the length that the front end announced. Called before the handler is.
	 * @param length the number of bytes or {@code -1} if unknown
	 */
	synchronized void expect(long length) {
		this.expectedLength = length;
		if (length >= 0 && this.received > length) {
			this.failed = true;
			releaseAll();
		}
	}

	/**
	 * Set who is told of exceptions that the callback throws.
	 * @param onFailure takes the exceptions
	 */
	synchronized void onFailure(Consumer<Throwable> onFailure) {
		this.onFailure = onFailure;
	}

	/**
	 * Note that the front end ended the stream. Called on the event loop.
	 */
	void end() {
		synchronized (this) {
			this.ended = true;
		}
		signal();
	}

	/**
	 * Throw away what is there and what may still come. A reader that waits for more is
	 * told, because nobody else would wake it.
	 */
	void discard() {
		synchronized (this) {
			boolean mayBeAwaited = this.waiting && this.callback != null && state() == State.OPEN;
			this.discarding = true;
			this.failed |= !this.pieces.isEmpty();
			releaseAll();
			if (!mayBeAwaited) {
				return;
			}
		}
		Callbacks.run(this.eventLoop, this::signal);
	}

	private void releaseAll() {
		for (ByteBuf piece = this.pieces.poll(); piece != null; piece = this.pieces.poll()) {
			this.window.remove(piece.readableBytes());
			piece.release();
		}
		this.tail = null;
	}

	synchronized boolean hasEnded() {
		return this.ended;
	}

	@Override
	public synchronized @Nullable ByteBuf read() {
		ByteBuf piece = this.pieces.poll();
		if (piece == null) {
			this.waiting = true;
			return null;
		}
		if (piece == this.tail) {
			this.tail = null;
		}
		this.window.remove(piece.readableBytes());
		return piece;
	}

	@Override
	public synchronized State state() {
		if (!this.pieces.isEmpty() || (!this.ended && !this.discarding)) {
			return State.OPEN;
		}
		boolean complete = this.ended && !this.failed
				&& (this.expectedLength < 0 || this.received == this.expectedLength);
		return (complete) ? State.COMPLETE : State.INCOMPLETE;
	}

	@Override
	public synchronized long expectedLength() {
		return this.expectedLength;
	}

	@Override
	public void onReadable(Runnable callback) {
		synchronized (this) {
			this.callback = callback;
			this.waiting = true;
			if (this.pieces.isEmpty() && state() == State.OPEN) {
				return;
			}
		}
		if (this.eventLoop.inEventLoop()) {
			signal();
		}
		else {
			Callbacks.run(this.eventLoop, this::signal);
		}
	}

	private void signal() {
		Runnable callback;
		synchronized (this) {
			if (!this.waiting || this.callback == null) {
				return;
			}
			this.waiting = false;
			callback = this.callback;
		}
		try {
			callback.run();
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	private void failed(Throwable cause) {
		Consumer<Throwable> target;
		synchronized (this) {
			target = this.onFailure;
		}
		if (target != null) {
			target.accept(cause);
		}
	}

}
