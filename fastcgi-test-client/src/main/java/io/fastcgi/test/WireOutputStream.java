package io.fastcgi.test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What the client sends, in as many writes as the {@link Splitting} asks for.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class WireOutputStream extends OutputStream {

	private final Wire wire;

	private final Duration timeout;

	private final Splitting splitting;

	WireOutputStream(Wire wire, Duration timeout, Splitting splitting) {
		this.wire = wire;
		this.timeout = timeout;
		this.splitting = splitting;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] source, int offset, int length) throws IOException {
		int position = offset;
		int end = offset + length;
		while (position < end) {
			int piece = this.splitting.nextWrite(end - position);
			this.wire.write(ByteBuffer.wrap(source, position, piece), this.timeout);
			position += piece;
		}
	}

}
