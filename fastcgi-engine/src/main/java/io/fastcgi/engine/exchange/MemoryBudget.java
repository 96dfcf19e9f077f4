package io.fastcgi.engine.exchange;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bound for memory, or for disk space, that many requests use together.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class MemoryBudget {

	private final long limit;

	private final AtomicLong reserved = new AtomicLong();

	/**
	 * Create a new budget.
	 * @param limit the most bytes that may be reserved at the same time
	 */
	public MemoryBudget(long limit) {
		this.limit = limit;
	}

	/**
	 * Reserve memory.
	 * @param bytes the number of bytes
	 * @return {@code false} if there is not so much left, so that nothing was reserved
	 */
	public boolean reserve(long bytes) {
		if (this.reserved.addAndGet(bytes) > this.limit) {
			this.reserved.addAndGet(-bytes);
			return false;
		}
		return true;
	}

	/**
	 * Account for memory that is in use already, whether there is so much left or not.
	 * @param bytes the number of bytes
	 */
	public void add(long bytes) {
		this.reserved.addAndGet(bytes);
	}

	/**
	 * Return whether nothing is left.
	 * @return whether the limit is reached
	 */
	public boolean isExhausted() {
		return this.reserved.get() >= this.limit;
	}

	/**
	 * Give memory back.
	 * @param bytes the number of bytes, not more than was reserved
	 */
	public void release(long bytes) {
		this.reserved.addAndGet(-bytes);
	}

}
