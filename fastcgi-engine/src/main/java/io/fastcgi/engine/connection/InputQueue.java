package io.fastcgi.engine.connection;

import java.io.IOException;
import java.util.function.Consumer;

import io.fastcgi.engine.exchange.ExchangeInput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Input stream of a request between the event loop, which fills it, and the handler,
 * which empties it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class InputQueue implements ExchangeInput {

	private final EventLoop eventLoop;

	private final ByteBufAllocator allocator;

	private final InputFlow flow;

	private final InputBuffer buffer;

	private final InputLength length = new InputLength();

	private final InputEnd end = new InputEnd();

	private final ReadableSignal readable = new ReadableSignal(this);

	private long reads;

	private boolean discarding;

	private boolean full;

	InputQueue(EventLoop eventLoop, ByteBufAllocator allocator, InputFlow flow, InputBudget budget) {
		this.eventLoop = eventLoop;
		this.allocator = allocator;
		this.flow = flow;
		this.buffer = new InputBuffer(budget);
	}

	/**
	 * Put bytes in. What exceeds the expected length is cut off, so that nobody reads it.
	 * Called on the event loop.
	 * @param content the bytes, released by this method
	 * @return what became of them
	 */
	Appended append(ByteBuf content) {
		Appended result = Appended.TAKEN;
		IOException failure = null;
		boolean becameFull;
		synchronized (this) {
			if (this.end.isReached() || this.discarding || !content.isReadable()) {
				content.release();
				return result;
			}
			if (this.length.cutSurplus(content)) {
				result = Appended.SURPLUS;
			}
			if (!this.length.add(content.readableBytes())) {
				content.release();
				return Appended.TOO_LONG;
			}
			try {
				add(content);
			}
			catch (IOException ex) {
				failure = ex;
			}
			becameFull = !this.full && this.buffer.isFull();
			this.full |= becameFull;
		}
		if (failure != null) {
			this.readable.failed(failure);
			return result;
		}
		this.readable.fire();
		if (becameFull) {
			this.flow.full(this);
		}
		return result;
	}

	private void add(ByteBuf content) throws IOException {
		if (content.isReadable()) {
			this.buffer.add(content);
		}
		else {
			content.release();
		}
	}

	/**
	 * Set how much may come. Called before the handler is.
	 * @param length the number of bytes that the front end announced or {@code -1} if it
	 * did not
	 * @param limit the most bytes that are accepted
	 */
	synchronized void expect(long length, long limit) {
		if (!this.length.expect(length, limit)) {
			distrust();
			clear();
		}
	}

	/**
	 * Note that the stream cannot be complete, whatever comes.
	 */
	synchronized void distrust() {
		this.length.distrust();
	}

	/**
	 * Set who is told of exceptions that the callback throws.
	 * @param onFailure takes the exceptions
	 */
	synchronized void onFailure(Consumer<Throwable> onFailure) {
		this.readable.onFailure(onFailure);
	}

	/**
	 * Note that the body has come, but that the front end could send more. Called on the
	 * event loop.
	 */
	void endBody() {
		end(InputEnd::bodyReceived);
	}

	/**
	 * Note that the front end ended the stream. Called on the event loop.
	 */
	void end() {
		end(InputEnd::closed);
	}

	/**
	 * Let nothing more in if this is a tunnel. Called on the event loop.
	 */
	void endTunnel() {
		end(InputEnd::endTunnel);
	}

	private void end(Consumer<InputEnd> change) {
		synchronized (this) {
			boolean reachedBefore = this.end.isReached();
			change.accept(this.end);
			if (reachedBefore || !this.end.isReached()) {
				return;
			}
		}
		this.readable.fire();
	}

	/**
	 * Let in whatever comes from now on.
	 * @return {@code false} if nothing more can come
	 */
	synchronized boolean beginTunnel() {
		if (this.discarding || !this.end.beginTunnel()) {
			return false;
		}
		this.length.expect(-1, Long.MAX_VALUE);
		return true;
	}

	synchronized boolean isTunnel() {
		return this.end.isTunnel();
	}

	/**
	 * Throw away what is there and what may still come. A reader that waits for more is
	 * told, because nobody else would wake it.
	 */
	void discard() {
		boolean mayBeAwaited;
		synchronized (this) {
			mayBeAwaited = this.readable.isAwaited() && state() == State.OPEN;
			this.discarding = true;
			if (!this.buffer.isEmpty()) {
				distrust();
			}
			clear();
		}
		if (mayBeAwaited) {
			Callbacks.run(this.eventLoop, this.readable::fire);
		}
	}

	private void clear() {
		try {
			this.buffer.clear();
		}
		catch (IOException ex) {
			// Nobody wants the file any more.
		}
		notFull();
	}

	private void notFull() {
		if (this.full) {
			this.full = false;
			this.flow.drained();
		}
	}

	/**
	 * Put what comes next into a temporary file. Called on the event loop, for a stream
	 * that is full.
	 * @return whether the stream has room again
	 */
	boolean spool() {
		try {
			synchronized (this) {
				if (this.full && !this.buffer.spool()) {
					return false;
				}
				notFull();
			}
		}
		catch (IOException ex) {
			this.readable.failed(ex);
		}
		return true;
	}

	synchronized boolean isFull() {
		return this.full;
	}

	/**
	 * Return whether the front end has sent everything.
	 * @return whether nothing more is expected
	 */
	synchronized boolean hasEnded() {
		return this.end.isAllReceived();
	}

	/**
	 * Return whether somebody waits for input that has not come.
	 * @return whether it is the front end's turn
	 */
	synchronized boolean isAwaited() {
		return this.readable.isAwaited() && this.buffer.isEmpty() && state() == State.OPEN;
	}

	synchronized long received() {
		return this.length.received();
	}

	synchronized long reads() {
		return this.reads;
	}

	@Override
	public @Nullable ByteBuf read() {
		try {
			synchronized (this) {
				this.reads++;
				ByteBuf content = this.buffer.poll(this.allocator);
				if (content == null) {
					this.readable.await();
				}
				if (this.buffer.hasRoom()) {
					notFull();
				}
				return content;
			}
		}
		catch (IOException ex) {
			discard();
			this.readable.failed(ex);
			return null;
		}
	}

	@Override
	public synchronized State state() {
		if (!this.buffer.isEmpty() || (!this.end.isReached() && !this.discarding)) {
			return State.OPEN;
		}
		return (this.end.isReached() && this.length.isRight()) ? State.COMPLETE : State.INCOMPLETE;
	}

	@Override
	public synchronized long expectedLength() {
		return this.length.expected();
	}

	@Override
	public void onReadable(Runnable callback) {
		synchronized (this) {
			this.readable.set(callback);
			if (this.buffer.isEmpty() && state() == State.OPEN) {
				return;
			}
		}
		if (this.eventLoop.inEventLoop()) {
			this.readable.fire();
		}
		else {
			Callbacks.run(this.eventLoop, this.readable::fire);
		}
	}

}
