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

	private final WritableGate gate;

	ExchangeOutputStream(Exchange exchange, WritableGate gate) {
		this.exchange = exchange;
		this.gate = gate;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] source, int offset, int length) throws IOException {
		for (int written = 0; written < length; written += MAX_PIECE) {
			this.gate.await();
			if (this.exchange.isEnded()) {
				throw new IOException("The request has ended or was aborted");
			}
			this.exchange.write(source, offset + written, Math.min(MAX_PIECE, length - written));
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
