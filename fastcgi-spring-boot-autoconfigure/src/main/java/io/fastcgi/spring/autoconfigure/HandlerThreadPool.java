package io.fastcgi.spring.autoconfigure;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A bounded pool that starts a thread only when all others are busy. A plain
 * {@link ThreadPoolExecutor} starts its core threads whether others are idle or not, and
 * since idle threads take turns, none of the many would ever be warm.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class HandlerThreadPool extends ThreadPoolExecutor {

	private static final long KEEP_ALIVE_SECONDS = 60;

	private final AtomicInteger unfinished = new AtomicInteger();

	/**
	 * Create a new pool.
	 * @param threads the most threads
	 * @param queueCapacity the most tasks that wait for a thread
	 * @param factory makes the threads
	 */
	HandlerThreadPool(int threads, int queueCapacity, ThreadFactory factory) {
		super(threads, threads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, queue(queueCapacity), factory);
		allowCoreThreadTimeOut(true);
		setThreadFactory((worker) -> factory.newThread(() -> work(worker)));
	}

	private static BlockingQueue<Runnable> queue(int capacity) {
		return (capacity > 0) ? new LinkedBlockingQueue<>(capacity) : new SynchronousQueue<>();
	}

	@Override
	public void execute(Runnable task) {
		boolean idleThread = this.unfinished.incrementAndGet() <= getPoolSize();
		try {
			if (!idleThread || isShutdown() || !getQueue().offer(task)) {
				super.execute(task);
			}
			else {
				checkQueued(task);
			}
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			// Refused, or the system gives no more threads
			this.unfinished.decrementAndGet();
			throw ex;
		}
	}

	// The pool may have been shut down since it was asked, and the idle thread have ended
	private void checkQueued(Runnable task) {
		if (isShutdown() && remove(task)) {
			getRejectedExecutionHandler().rejectedExecution(task, this);
		}
		if (this.unfinished.get() > getPoolSize()) {
			prestartCoreThread();
		}
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable failure) {
		this.unfinished.decrementAndGet();
	}

	// A task may have come for a thread that ends because it has waited for too long
	private void work(Runnable worker) {
		worker.run();
		if (!getQueue().isEmpty()) {
			prestartCoreThread();
		}
	}

}
