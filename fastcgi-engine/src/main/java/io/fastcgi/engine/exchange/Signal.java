package io.fastcgi.engine.exchange;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/**
 * Wakes a thread that waits for an event loop.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Signal implements Runnable {

	private final Semaphore permits = new Semaphore(0);

	@Override
	public void run() {
		this.permits.release();
	}

	void await() throws InterruptedIOException {
		try {
			this.permits.acquire();
			this.permits.drainPermits();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while waiting for the front end");
		}
	}

}
