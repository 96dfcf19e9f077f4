package io.fastcgi.engine.connection;

import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.exchange.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes any bytes for the name and value of a header field, which must not become more
 * than one (SEC-28), and for a response whose head may be incomplete (SEC-29).
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class ResponseTarget {

	private ResponseTarget() {
	}

	/**
	 * Called by the fuzzer.
	 * @param input the bytes
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		checkHead(new String(input, StandardCharsets.ISO_8859_1));
		checkHead(new String(input, StandardCharsets.UTF_8));
		checkGuard(input);
	}

	private static void checkHead(String text) {
		int colon = Math.max(0, text.indexOf(':'));
		String name = text.substring(0, colon);
		String value = text.substring(colon);
		ByteBuf out = Unpooled.buffer();
		try {
			ResponseHead head = ResponseHead.of(200, value).header(name, value);
			head.writeTo(out);
			assertThat(out.readableBytes()).isEqualTo(head.length());
			String written = out.toString(StandardCharsets.ISO_8859_1);
			String status = "Status: 200 " + value + "\r\n";
			String field = name + ": " + value + "\r\n";
			assertThat(written)
				.isEqualTo(((name.equalsIgnoreCase("Location")) ? field + status : status + field) + "\r\n")
				.doesNotContain("\0");
			assertThat(written.split("[\r\n]+")).as("no line more than was asked for").hasSize(2);
			assertThat(name).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex).hasMessageNotContaining("\r").hasMessageNotContaining("\n");
			assertThat(name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") && !name.equalsIgnoreCase("Status")
					&& value.matches("[\t\\x20-\\x7E\\x80-\\xFF]*"))
				.as("refused: " + ex.getMessage())
				.isFalse();
		}
	}

	private static void checkGuard(byte[] input) {
		boolean expected = isHeadComplete(new String(input, StandardCharsets.ISO_8859_1));
		HeadGuard buffers = new HeadGuard();
		buffers.accept(Unpooled.wrappedBuffer(input));
		assertThat(buffers.isComplete()).isEqualTo(expected);
		HeadGuard pieces = new HeadGuard();
		int middle = input.length / 2;
		pieces.accept(input, 0, middle);
		for (int i = middle; i < input.length; i++) {
			pieces.accept(Unpooled.wrappedBuffer(input, i, 1));
		}
		assertThat(pieces.isComplete()).isEqualTo(expected);
	}

	private static boolean isHeadComplete(String response) {
		String text = response.replace("\r", "");
		int end = text.indexOf("\n\n");
		return !text.startsWith("\n") && end >= 0;
	}

}
