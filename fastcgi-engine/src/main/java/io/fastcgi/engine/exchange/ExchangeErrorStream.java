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

	private final WritableGate gate;

	private final ByteArrayOutputStream message = new ByteArrayOutputStream();

	ExchangeErrorStream(Exchange exchange, WritableGate gate) {
		this.exchange = exchange;
		this.gate = gate;
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

	private void flushWhenLong() throws IOException {
		if (this.message.size() >= MAX_MESSAGE) {
			flush();
		}
	}

	@Override
	public void flush() throws IOException {
		if (this.message.size() > 0) {
			this.gate.await();
			this.exchange.writeError(Unpooled.wrappedBuffer(this.message.toByteArray()));
			this.message.reset();
		}
	}

	@Override
	public void close() throws IOException {
		flush();
	}

}
