package io.fastcgi.frontend.probe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts the bytes that are read.
 *
 * @author FastCGI Spring Boot maintainers
 */
class CountingInputStream extends FilterInputStream {

	private long count;

	CountingInputStream(InputStream source) {
		super(source);
	}

	@Override
	public int read() throws IOException {
		int next = super.read();
		this.count += (next != -1) ? 1 : 0;
		return next;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		int read = super.read(target, offset, length);
		this.count += Math.max(0, read);
		return read;
	}

	long count() {
		return this.count;
	}

}
