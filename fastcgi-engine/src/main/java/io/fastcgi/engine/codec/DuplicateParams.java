package io.fastcgi.engine.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds params that a front end sets twice. What it says itself has to be unambiguous, or
 * two programs that look at the same request could see different things. Headers of the
 * client, {@code HTTP_*}, may be repeated.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class DuplicateParams {

	private static final byte[] CLIENT_HEADER = "HTTP_".getBytes(StandardCharsets.US_ASCII);

	private static final int STRIDE = 4;

	private static final int FEW = 64;

	private final byte[] content;

	private final int[] spans;

	DuplicateParams(byte[] content, int[] spans) {
		this.content = content;
		this.spans = spans;
	}

	/**
	 * Look for a duplicate.
	 * @param evenIfEqual whether the same value twice is too much
	 * @throws InvalidParamsException if there is a duplicate
	 */
	void reject(boolean evenIfEqual) {
		if (this.spans.length <= FEW * STRIDE) {
			rejectAmongFew(evenIfEqual);
		}
		else {
			rejectAmongMany(evenIfEqual);
		}
	}

	// Most names are told apart by a set of bits
	private void rejectAmongFew(boolean evenIfEqual) {
		long seen = 0;
		for (int i = 0; i < this.spans.length; i += STRIDE) {
			long bit = bitOf(i);
			for (int j = 0; (seen & bit) != 0 && j < i; j += STRIDE) {
				if (areEqual(j, i)) {
					reject(j, i, evenIfEqual);
				}
			}
			seen |= bit;
		}
	}

	private long bitOf(int index) {
		int length = this.spans[index + 1];
		if (length == 0) {
			return 1;
		}
		int offset = this.spans[index];
		int hash = (this.content[offset] * 31 + this.content[offset + length / 2]) * 31
				+ this.content[offset + length - 1];
		return 1L << (hash * 31 + length);
	}

	// Buffers can be compared, so a map of them is quick whatever the names are
	private void rejectAmongMany(boolean evenIfEqual) {
		Map<ByteBuffer, Integer> indices = new HashMap<>();
		for (int i = 0; i < this.spans.length; i += STRIDE) {
			Integer first = indices.putIfAbsent(ByteBuffer.wrap(this.content, this.spans[i], this.spans[i + 1]), i);
			if (first != null) {
				reject(first, i, evenIfEqual);
			}
		}
	}

	private void reject(int first, int second, boolean evenIfEqual) {
		if (!isClientHeader(second) && (evenIfEqual || !areEqual(first + 2, second + 2))) {
			String name = new String(this.content, this.spans[second], this.spans[second + 1],
					StandardCharsets.ISO_8859_1);
			throw new InvalidParamsException(
					"The param %s is there twice; let the front end set it once".formatted(name));
		}
	}

	private boolean isClientHeader(int index) {
		int offset = this.spans[index];
		return this.spans[index + 1] >= CLIENT_HEADER.length && Arrays.equals(this.content, offset,
				offset + CLIENT_HEADER.length, CLIENT_HEADER, 0, CLIENT_HEADER.length);
	}

	private boolean areEqual(int one, int other) {
		int from = this.spans[one];
		int otherFrom = this.spans[other];
		return Arrays.equals(this.content, from, from + this.spans[one + 1], this.content, otherFrom,
				otherFrom + this.spans[other + 1]);
	}

}
