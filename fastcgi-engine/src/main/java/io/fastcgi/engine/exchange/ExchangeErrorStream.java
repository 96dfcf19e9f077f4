package io.fastcgi.engine.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import io.netty.buffer.Unpooled;

/**
 * Writes to the error stream of an {@link Exchange}, a message for each flush.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ExchangeErrorStream extends OutputStream {

	private static final int MAX_MESSAGE = 8 * 1024;

	private final Exchange exchange;

	private final ByteArrayOutputStream message = new ByteArrayOutputStream();

	ExchangeErrorStream(Exchange exchange) {
		this.exchange = exchange;
	}

	@Override
	public void write(int value) throws IOException {
		this.message.write(value);
		flushWhenLong();
	}

	@Override
	public void write(byte[] source, int offset, int length) throws IOException {
		this.message.write(source, offset, length);
		flushWhenLong();
	}

	private void flushWhenLong() {
		if (this.message.size() >= MAX_MESSAGE) {
			flush();
		}
	}

	@Override
	public void flush() {
		if (this.message.size() > 0) {
			this.exchange.writeError(Unpooled.wrappedBuffer(this.message.toByteArray()));
			this.message.reset();
		}
	}

	@Override
	public void close() {
		flush();
	}

}
