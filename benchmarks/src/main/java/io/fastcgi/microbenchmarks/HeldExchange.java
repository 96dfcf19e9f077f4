package io.fastcgi.microbenchmarks;

import java.util.concurrent.atomic.AtomicReference;

import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ResponseHead;

/**
 * An exchange that somebody looks at for long, before it is answered.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class HeldExchange implements AutoCloseable {

	private final Answers connection;

	private final Exchange exchange;

	/**
	 * Begin an exchange.
	 * @param request the request
	 */
	public HeldExchange(WebRequest request) {
		AtomicReference<Exchange> received = new AtomicReference<>();
		this.connection = new EmbeddedServer(received::set, new ServerEventListener() {
		}).connect();
		this.connection.to(request.records());
		this.exchange = received.get();
	}

	/**
	 * Return the exchange.
	 * @return the exchange
	 */
	public Exchange exchange() {
		return this.exchange;
	}

	/**
	 * Send what was written.
	 * @return the number of bytes
	 */
	long flush() {
		long before = this.connection.count();
		this.exchange.flush();
		// Flushes that belong to no read are put off, so that several can be one.
		this.connection.runPendingTasks();
		return this.connection.count() - before;
	}

	@Override
	public void close() {
		if (!this.exchange.isCommitted()) {
			this.exchange.write(ResponseHead.of(204, "No Content"));
		}
		this.exchange.end();
		this.connection.finishAndReleaseAll();
	}

}
