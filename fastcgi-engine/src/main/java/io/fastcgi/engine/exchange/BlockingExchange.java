package io.fastcgi.engine.exchange;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * An {@link Exchange} for a thread that may block.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class BlockingExchange {

	private final Exchange exchange;

	private final InputStream stdin;

	private final InputStream data;

	private final OutputStream stdout;

	private final OutputStream stderr;

	/**
	 * Create a new blocking view.
	 * @param exchange the request
	 */
	public BlockingExchange(Exchange exchange) {
		WritableGate gate = new WritableGate(exchange);
		this.exchange = exchange;
		this.stdin = new ExchangeInputStream(exchange.stdin());
		this.data = new ExchangeInputStream(exchange.data());
		this.stdout = new ExchangeOutputStream(exchange, gate);
		this.stderr = new ExchangeErrorStream(exchange, gate);
	}

	/**
	 * Return the request itself.
	 * @return the exchange
	 */
	public Exchange exchange() {
		return this.exchange;
	}

	/**
	 * Return the params.
	 * @return the params
	 */
	public Params params() {
		return this.exchange.params();
	}

	/**
	 * Return the request body. Reads wait for bytes, and throw
	 * {@link InputIncompleteException} where it breaks off.
	 * @return the stream
	 */
	public InputStream stdin() {
		return this.stdin;
	}

	/**
	 * Return the file to filter.
	 * @return the stream, empty unless the role is {@link Role#FILTER}
	 */
	public InputStream data() {
		return this.data;
	}

	/**
	 * Return where the response goes: its head, an empty line and its body. Writes wait
	 * for the front end to take what was written before, and throw an
	 * {@link java.io.IOException} when the request was aborted. Pieces are sent when
	 * there is enough for a record, when the stream is flushed and when the request ends.
	 * @return the stream
	 */
	public OutputStream stdout() {
		return this.stdout;
	}

	/**
	 * Return where messages for the log of the front end go: one for each flush, and what
	 * is left when the handler returns.
	 * @return the stream
	 */
	public OutputStream stderr() {
		return this.stderr;
	}

	void serve(BlockingHandler handler) {
		try {
			try (this.stderr) {
				handler.handle(this);
			}
		}
		catch (Throwable ex) {
			this.exchange.fail(ex);
			return;
		}
		if (!this.exchange.isEnded()) {
			this.exchange.end();
		}
	}

}
