package io.fastcgi.engine.exchange;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes to the response of an {@link Exchange} and waits where it has to.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ExchangeOutputStream extends OutputStream {

	private static final int MAX_PIECE = 32 * 1024;

	private final Exchange exchange;

	private final Signal writable = new Signal();

	private boolean listening;

	ExchangeOutputStream(Exchange exchange) {
		this.exchange = exchange;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] source, int offset, int length) throws IOException {
		for (int written = 0; written < length; written += MAX_PIECE) {
			awaitWritable();
			this.exchange.write(source, offset + written, Math.min(MAX_PIECE, length - written));
		}
	}

	private void awaitWritable() throws IOException {
		if (!this.exchange.isWritable()) {
			if (!this.listening) {
				this.listening = true;
				this.exchange.onWritable(this.writable);
			}
			while (!this.exchange.isWritable()) {
				this.writable.await();
			}
		}
		if (this.exchange.isEnded()) {
			throw new IOException("The request has ended or was aborted");
		}
	}

	@Override
	public void flush() throws IOException {
		this.exchange.flush();
	}

	@Override
	public void close() {
		this.exchange.flush();
	}

}
