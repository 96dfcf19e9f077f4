package io.fastcgi.demo.it;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast somebody reads or sends.
 *
 * @param bytes how much at a time
 * @param pause how long to do nothing in between
 * @author FastCGI Spring Boot maintainers
 */
record Pace(int bytes, Duration pause) {

	static final Pace FAST = new Pace(Integer.MAX_VALUE, Duration.ZERO);

	InputStream of(InputStream source) {
		return new PacedInputStream(source, this);
	}

	private static final class PacedInputStream extends FilterInputStream {

		private final Pace pace;

		private int left;

		PacedInputStream(InputStream source, Pace pace) {
			super(source);
			this.pace = pace;
			this.left = pace.bytes();
		}

		@Override
		public int read() throws IOException {
			byte[] single = new byte[1];
			return (read(single, 0, 1) != -1) ? single[0] & 0xFF : -1;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			if (this.left == 0) {
				LockSupport.parkNanos(this.pace.pause().toNanos());
				this.left = this.pace.bytes();
			}
			int count = super.read(target, offset, Math.min(length, this.left));
			this.left -= Math.max(0, count);
			return count;
		}

	}

}
