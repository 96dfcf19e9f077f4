package io.fastcgi.test;

import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * How what is sent is cut: into socket writes, and streams into records.
 *
 * @param maxWrite most bytes of one socket write
 * @param maxRecord most content of one stream record
 * @param random where sizes and padding come from, or {@code null} for the largest pieces
 * and padding to eight bytes
 * @author FastCGI Spring Boot maintainers
 */
record Splitting(int maxWrite, int maxRecord, @Nullable Random random) {

	static Splitting none() {
		return new Splitting(Integer.MAX_VALUE, TestRecord.MAX_CONTENT, null);
	}

	static Splitting chunked(int max) {
		if (max < 1) {
			throw new IllegalArgumentException("Pieces must have at least one byte, not " + max);
		}
		return new Splitting(max, Math.min(max, TestRecord.MAX_CONTENT), null);
	}

	static Splitting random(Random random) {
		return new Splitting(64, 1024, random);
	}

	int nextWrite(int remaining) {
		return next(Math.min(remaining, this.maxWrite));
	}

	int nextRecord(int remaining) {
		return next(Math.min(remaining, this.maxRecord));
	}

	int nextPadding(int contentLength) {
		return (this.random != null) ? this.random.nextInt(256) : TestRecord.paddingFor(contentLength);
	}

	/**
	 * What to put where the receiver must not look.
	 */
	byte filler() {
		return (byte) ((this.random != null) ? 1 : 0);
	}

	private int next(int max) {
		return (this.random != null) ? 1 + this.random.nextInt(max) : max;
	}

}
