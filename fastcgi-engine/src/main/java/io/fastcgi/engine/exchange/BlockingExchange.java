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

	/**
	 * Create a new blocking view.
	 * @param exchange the request
	 */
	public BlockingExchange(Exchange exchange) {
		this.exchange = exchange;
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
		return new ExchangeInputStream(this.exchange.stdin());
	}

	/**
	 * Return the file to filter.
	 * @return the stream, empty unless the role is {@link Role#FILTER}
	 */
	public InputStream data() {
		return new ExchangeInputStream(this.exchange.data());
	}

	/**
	 * Return where the response goes: its head, an empty line and its body. Writes wait
	 * for the front end to take what was written before, and throw an
	 * {@link java.io.IOException} when the request was aborted. Pieces are sent when
	 * there is enough for a record, when the stream is flushed and when the request ends.
	 * @return the stream
	 */
	public OutputStream stdout() {
		return new ExchangeOutputStream(this.exchange);
	}

	/**
	 * Return where messages for the log of the front end go.
	 * @return the stream
	 */
	public OutputStream stderr() {
		return new ExchangeErrorStream(this.exchange);
	}

	void serve(BlockingHandler handler) {
		try {
			handler.handle(this);
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
