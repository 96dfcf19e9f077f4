package io.fastcgi.fuzzing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * Ways to cut an input into the pieces that a network might deliver. They follow from the
 * input alone, so a file of the corpus says everything about a run.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Pieces {

	private static final int SMALL = 12;

	private Pieces() {
	}

	static SplittableRandom randomFor(byte[] input) {
		CRC32 checksum = new CRC32();
		checksum.update(input);
		return new SplittableRandom(checksum.getValue());
	}

	/**
	 * Cut at random: mostly tiny pieces, so that every header is torn apart some time,
	 * and large ones, so that many messages come at once.
	 */
	static List<byte[]> random(byte[] input, SplittableRandom random) {
		List<byte[]> pieces = new ArrayList<>();
		int position = 0;
		while (position < input.length) {
			int most = (random.nextInt(4) > 0) ? SMALL : input.length;
			int length = Math.min(1 + random.nextInt(most), input.length - position);
			pieces.add(Arrays.copyOfRange(input, position, position + length));
			position += length;
		}
		return pieces;
	}

	/**
	 * Cut a FastCGI transcript into its records, each with its padding. What is no record
	 * of version 1, or not complete, is the last piece.
	 */
	static List<byte[]> records(byte[] input) {
		List<byte[]> pieces = new ArrayList<>();
		int position = 0;
		while (position < input.length) {
			int end = endOfRecord(input, position);
			pieces.add(Arrays.copyOfRange(input, position, end));
			position = end;
		}
		return pieces;
	}

	private static int endOfRecord(byte[] input, int start) {
		if (input.length - start < 8 || input[start] != 1) {
			return input.length;
		}
		int content = (input[start + 4] & 0xFF) << 8 | (input[start + 5] & 0xFF);
		return Math.min(start + 8 + content + (input[start + 6] & 0xFF), input.length);
	}

}
