package io.fastcgi.fuzzing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.fastcgi.engine.codec.ScgiDecoder;
import io.fastcgi.engine.codec.ScgiHead;
import io.fastcgi.engine.exchange.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads any bytes as a SCGI request. What is accepted has to be one, and what is not
 * accepted yet has to be the beginning of one (SCGI-2 to SCGI-7, SCGI-9, SCGI-10,
 * SCGI-12, SEC-26, SEC-39).
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class ScgiTarget {

	private static final int MAX_HEAD_LENGTH = 4096;

	private static final int MAX_HEADERS = 40;

	private static final DecoderRun decoder = new DecoderRun((message, decoded) -> {
		if (message instanceof ScgiHead head) {
			decoded.add("head " + head.contentLength(), head.content());
			return;
		}
		ByteBuf body = (ByteBuf) message;
		if (body.isReadable()) {
			decoded.append("body", ByteBufUtil.getBytes(body));
		}
		else {
			decoded.add("end", new byte[0]);
		}
		body.release();
	});

	private ScgiTarget() {
	}

	/**
	 * Called by the fuzzer.
	 * @param input the bytes
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		Decoded decoded = decode(List.of(input));
		assertThat(decode(Pieces.random(input, Pieces.randomFor(input)))).hasToString(decoded.toString());
		if (!decoded.failures().isEmpty()) {
			assertThat(decoded.labels()).isEmpty();
		}
		else if (decoded.labels().isEmpty()) {
			checkBeginning(new String(input, StandardCharsets.ISO_8859_1));
		}
		else {
			checkRequest(input, decoded);
		}
	}

	private static Decoded decode(List<byte[]> pieces) {
		MemoryBudget budget = new MemoryBudget(MAX_HEAD_LENGTH);
		Decoded decoded = decoder.run(new ScgiDecoder(MAX_HEAD_LENGTH, MAX_HEADERS, budget::reserve, budget::release),
				pieces);
		assertThat(budget.reserve(MAX_HEAD_LENGTH)).as("what was reserved is given back").isTrue();
		return decoded;
	}

	private static void checkBeginning(String input) {
		int colon = input.indexOf(':');
		if (colon < 0) {
			assertThat(input).matches("|0|[1-9][0-9]{0,3}");
		}
		else {
			int length = Integer.parseInt(input.substring(0, colon));
			assertThat(length).isBetween(0, MAX_HEAD_LENGTH);
			assertThat(input.length() - colon - 1).isLessThanOrEqualTo(length);
		}
	}

	private static void checkRequest(byte[] input, Decoded decoded) {
		byte[] head = decoded.content(0);
		String text = new String(head, StandardCharsets.ISO_8859_1);
		assertThat(new String(input, StandardCharsets.ISO_8859_1)).startsWith(head.length + ":" + text + ",");
		String[] fields = text.split("\0", -1);
		assertThat(fields.length % 2).as("names and values, and nothing after the last NUL").isOne();
		assertThat(fields[fields.length - 1]).isEmpty();
		assertThat(fields.length / 2).isBetween(2, MAX_HEADERS);
		assertThat(fields[0]).isEqualTo("CONTENT_LENGTH");
		assertThat(fields[1]).matches("[0-9]{1,18}");
		assertThat(text).contains("\0SCGI\0001\0");
		checkBody(input, decoded, Long.parseLong(fields[1]), String.valueOf(head.length).length() + head.length + 2);
	}

	private static void checkBody(byte[] input, Decoded decoded, long length, int start) {
		int available = (int) Math.min(length, input.length - start);
		Decoded expected = new Decoded().add("head " + length, decoded.content(0))
			.append("body", Arrays.copyOfRange(input, start, start + available));
		if (available == length) {
			expected.add("end", new byte[0]);
		}
		assertThat(decoded).hasToString(expected.toString());
	}

}
