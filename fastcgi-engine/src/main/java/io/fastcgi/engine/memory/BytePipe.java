package io.fastcgi.engine.memory;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One direction of a connection: bytes that were written and not read yet, as many as the
 * buffers of a socket hold. One end blocks, the other is a channel, which is told when it
 * is worth to try again.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class BytePipe {

	static final int CAPACITY = 128 * 1024;

	private final Runnable channel;

	private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private boolean ended;

	private boolean reset;

	private boolean abandoned;

	/**
	 * Create a pipe.
	 * @param channel is told that the blocking end did something
	 */
	BytePipe(Runnable channel) {
		this.channel = channel;
	}

	/**
	 * Write as much as there is room for.
	 * @param source the bytes
	 * @return how many were written
	 * @throws IOException if nobody will read them
	 */
	int offer(ByteBuffer source) throws IOException {
		this.lock.lock();
		try {
			if (this.ended || this.reset) {
				throw new ClosedChannelException();
			}
			if (this.abandoned) {
				throw new IOException("Broken pipe");
			}
			int count = Math.min(source.remaining(), this.bytes.remaining());
			this.bytes.put(source.slice().limit(count));
			source.position(source.position() + count);
			this.changed.signalAll();
			return count;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Read what is there.
	 * @param target where to put it
	 * @return the number of bytes, {@code -1} if there will never be any
	 * @throws IOException if the writer broke off, or nobody is to read any more
	 */
	int poll(ByteBuffer target) throws IOException {
		this.lock.lock();
		try {
			if (this.abandoned) {
				throw new ClosedChannelException();
			}
			if (this.bytes.position() == 0) {
				if (this.reset) {
					throw new IOException("Connection reset by peer");
				}
				return (this.ended) ? -1 : 0;
			}
			this.bytes.flip();
			int count = Math.min(target.remaining(), this.bytes.remaining());
			target.put(this.bytes.slice().limit(count));
			this.bytes.position(count);
			this.bytes.compact();
			this.changed.signalAll();
			return count;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether {@link #poll} has something to tell.
	 * @return whether there are bytes, or will never be any
	 */
	boolean isReadable() {
		this.lock.lock();
		try {
			return this.bytes.position() > 0 || this.ended || this.reset || this.abandoned;
		}
		finally {
			this.lock.unlock();
		}
	}

	int read(ByteBuffer target, Duration timeout) throws IOException {
		int count = await(() -> poll(target), timeout, "Nothing was received for ");
		this.channel.run();
		return count;
	}

	void write(ByteBuffer source, Duration timeout) throws IOException {
		while (source.hasRemaining()) {
			await(() -> offer(source), timeout, "The server did not read for ");
			this.channel.run();
		}
	}

	private int await(Attempt attempt, Duration timeout, String problem) throws IOException {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			int count = attempt.perform();
			while (count == 0) {
				if (left <= 0) {
					throw new SocketTimeoutException(problem + timeout.toMillis() + " ms");
				}
				left = this.changed.awaitNanos(left);
				count = attempt.perform();
			}
			return count;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Note that nothing more will be written.
	 */
	void end() {
		change(() -> this.ended = true);
	}

	/**
	 * Note that the writer breaks off.
	 */
	void reset() {
		change(() -> this.reset = true);
	}

	/**
	 * Note that nothing more will be read.
	 */
	void abandon() {
		change(() -> this.abandoned = true);
	}

	private void change(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		this.channel.run();
	}

	/**
	 * Something that moves bytes if it can.
	 */
	@FunctionalInterface
	private interface Attempt {

		int perform() throws IOException;

	}

}
