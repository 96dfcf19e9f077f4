package io.fastcgi.engine.exchange;

import java.io.InterruptedIOException;

/**
 * Holds a writer up until its {@link Exchange} takes more.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class WritableGate {

	private final Exchange exchange;

	private final Signal writable = new Signal();

	private boolean listening;

	WritableGate(Exchange exchange) {
		this.exchange = exchange;
	}

	void await() throws InterruptedIOException {
		if (this.exchange.isWritable()) {
			return;
		}
		if (!this.listening) {
			this.listening = true;
			this.exchange.onWritable(this.writable);
		}
		while (!this.exchange.isWritable()) {
			this.writable.await();
		}
	}

}
