package io.fastcgi.test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What the server sends.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class WireInputStream extends InputStream {

	private final Wire wire;

	private final Duration usualTimeout;

	private volatile Duration timeout;

	WireInputStream(Wire wire, Duration timeout) {
		this.wire = wire;
		this.usualTimeout = timeout;
		this.timeout = timeout;
	}

	void timeout(Duration timeout) {
		this.timeout = timeout;
	}

	void restoreTimeout() {
		this.timeout = this.usualTimeout;
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) != -1) ? single[0] & 0xFF : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		return (length != 0) ? this.wire.read(ByteBuffer.wrap(target, offset, length), this.timeout) : 0;
	}

}
