package io.fastcgi.engine.exchange;

import java.io.IOException;
import java.io.InputStream;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@link ExchangeInput} and waits where it has to.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ExchangeInputStream extends InputStream {

	private final ExchangeInput input;

	private final Signal readable = new Signal();

	private @Nullable ByteBuf current;

	private boolean listening;

	private boolean closed;

	ExchangeInputStream(ExchangeInput input) {
		this.input = input;
	}

	@Override
	public int read() throws IOException {
		ByteBuf bytes = awaitBytes();
		if (bytes == null) {
			return -1;
		}
		int value = bytes.readUnsignedByte();
		releaseWhenRead(bytes);
		return value;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		ByteBuf bytes = awaitBytes();
		if (bytes == null) {
			return -1;
		}
		int count = Math.min(length, bytes.readableBytes());
		bytes.readBytes(target, offset, count);
		releaseWhenRead(bytes);
		return count;
	}

	private @Nullable ByteBuf awaitBytes() throws IOException {
		if (this.closed) {
			throw new IOException("The request body was closed");
		}
		while (this.current == null) {
			this.current = this.input.read();
			if (this.current == null) {
				switch (this.input.state()) {
					case COMPLETE -> {
						return null;
					}
					case INCOMPLETE -> throw new InputIncompleteException();
					case OPEN -> awaitReadable();
				}
			}
		}
		return this.current;
	}

	private void awaitReadable() throws IOException {
		if (!this.listening) {
			this.listening = true;
			this.input.onReadable(this.readable);
		}
		this.readable.await();
	}

	private void releaseWhenRead(ByteBuf bytes) {
		if (!bytes.isReadable()) {
			bytes.release();
			this.current = null;
		}
	}

	@Override
	public int available() {
		return (this.current != null) ? this.current.readableBytes() : 0;
	}

	@Override
	public void close() {
		this.closed = true;
		if (this.current != null) {
			this.current.release();
			this.current = null;
		}
	}

}
