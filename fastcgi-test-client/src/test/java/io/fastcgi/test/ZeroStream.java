package io.fastcgi.test;

import java.io.InputStream;

/**
 * A stream of zeros that needs no memory.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ZeroStream extends InputStream {

	private long remaining;

	ZeroStream(long length) {
		this.remaining = length;
	}

	@Override
	public int read() {
		return (read(new byte[1], 0, 1) != -1) ? 0 : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) {
		int count = (int) Math.min(this.remaining, length);
		this.remaining -= count;
		return (count != 0) ? count : -1;
	}

}
