package io.fastcgi.engine.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Work for a request on a thread that may block. When the request is aborted, the thread
 * is interrupted, or the work is not begun at all if it still waits for a thread.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class AbortableTask implements Runnable {

	private final Exchange exchange;

	private final Runnable work;

	private @Nullable Thread thread;

	private boolean interrupted;

	private AbortableTask(Exchange exchange, Runnable work) {
		this.exchange = exchange;
		this.work = work;
	}

	/**
	 * Create a task.
	 * @param exchange the request
	 * @param work what to do, unless the request has ended before
	 * @return the task, for an executor
	 */
	public static AbortableTask of(Exchange exchange, Runnable work) {
		AbortableTask task = new AbortableTask(exchange, work);
		exchange.onAbort((reason) -> task.interrupt());
		return task;
	}

	@Override
	public void run() {
		if (!begin()) {
			return;
		}
		try {
			this.work.run();
		}
		finally {
			finish();
		}
	}

	private synchronized boolean begin() {
		if (this.exchange.isEnded()) {
			return false;
		}
		this.thread = Thread.currentThread();
		return true;
	}

	private synchronized void interrupt() {
		if (this.thread != null) {
			this.interrupted = true;
			this.thread.interrupt();
		}
	}

	private synchronized void finish() {
		this.thread = null;
		if (this.interrupted) {
			// The thread goes back to its pool, where nobody has been interrupted.
			Thread.interrupted();
		}
	}

}
