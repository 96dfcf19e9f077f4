package io.fastcgi.engine.exchange;

import java.io.IOException;
import java.io.InputStream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Reads an {@link ExchangeInput} and waits where it has to. It keeps no buffer between
 * calls, so that nothing leaks when it is not read to the end.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ExchangeInputStream extends InputStream {

	private static final byte[] EMPTY = {};

	private final ExchangeInput input;

	private final Signal readable = new Signal();

	private byte[] rest = EMPTY;

	private int position;

	private boolean listening;

	private boolean closed;

	ExchangeInputStream(ExchangeInput input) {
		this.input = input;
	}

	@Override
	public int read() throws IOException {
		byte[] value = new byte[1];
		return (read(value, 0, 1) == 1) ? value[0] & 0xFF : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (this.closed) {
			throw new IOException("The request body was closed");
		}
		if (length == 0) {
			return 0;
		}
		return (available() > 0) ? readRest(target, offset, length) : readNext(target, offset, length);
	}

	private int readRest(byte[] target, int offset, int length) {
		int count = Math.min(length, available());
		System.arraycopy(this.rest, this.position, target, offset, count);
		this.position += count;
		return count;
	}

	private int readNext(byte[] target, int offset, int length) throws IOException {
		ByteBuf bytes = this.input.read();
		while (bytes == null) {
			switch (this.input.state()) {
				case COMPLETE -> {
					return -1;
				}
				case INCOMPLETE -> throw new InputIncompleteException();
				case OPEN -> awaitReadable();
			}
			bytes = this.input.read();
		}
		try {
			int count = Math.min(length, bytes.readableBytes());
			bytes.readBytes(target, offset, count);
			this.rest = ByteBufUtil.getBytes(bytes);
			this.position = 0;
			return count;
		}
		finally {
			bytes.release();
		}
	}

	private void awaitReadable() throws IOException {
		if (!this.listening) {
			this.listening = true;
			this.input.onReadable(this.readable);
		}
		this.readable.await();
	}

	@Override
	public int available() {
		return this.rest.length - this.position;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
