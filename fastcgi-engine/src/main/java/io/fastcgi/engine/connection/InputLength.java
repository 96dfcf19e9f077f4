package io.fastcgi.engine.connection;

import io.netty.buffer.ByteBuf;

/**
 * How long an input stream is, is said to be, and may be. For one thread at a time.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class InputLength {

	private long expected = -1;

	private long limit = Long.MAX_VALUE;

	private long received;

	private boolean distrusted;

	/**
	 * Set how much may come.
	 * @param length the number of bytes that the front end announced or {@code -1} if it
	 * did not
	 * @param limit the most bytes that are accepted
	 * @return {@code false} if more has come already than was announced
	 */
	boolean expect(long length, long limit) {
		this.expected = length;
		this.limit = limit;
		return length < 0 || this.received <= length;
	}

	/**
	 * Cut off what exceeds the expected length, so that nobody reads it. The stream
	 * cannot be complete then.
	 * @param content the bytes
	 * @return whether the stream could be complete so far, and there was surplus
	 */
	boolean cutSurplus(ByteBuf content) {
		long space = (this.expected >= 0) ? Math.max(0, this.expected - this.received) : Long.MAX_VALUE;
		if (content.readableBytes() <= space) {
			return false;
		}
		content.writerIndex(content.readerIndex() + (int) space);
		boolean first = !this.distrusted;
		this.distrusted = true;
		return first;
	}

	/**
	 * Account for bytes that came.
	 * @param count the number of bytes
	 * @return {@code false} if there are more than is accepted
	 */
	boolean add(int count) {
		if (count > this.limit - this.received) {
			return false;
		}
		this.received += count;
		return true;
	}

	/**
	 * Note that the stream cannot be complete, whatever comes.
	 */
	void distrust() {
		this.distrusted = true;
	}

	long expected() {
		return this.expected;
	}

	long received() {
		return this.received;
	}

	/**
	 * Return whether a stream that ended is complete.
	 * @return whether it is as long as it was said to be
	 */
	boolean isRight() {
		return !this.distrusted && (this.expected < 0 || this.received == this.expected);
	}

}
