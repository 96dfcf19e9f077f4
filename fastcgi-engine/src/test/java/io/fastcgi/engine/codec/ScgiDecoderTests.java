package io.fastcgi.engine.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.fastcgi.engine.exchange.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScgiDecoder}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ScgiDecoderTests {

	private final MemoryBudget budget = new MemoryBudget(100_000);

	private static final String MINIMUM = "CONTENT_LENGTH\0000\0SCGI\0001\0";

	/**
	 * SCGI-2, SCGI-3, SCGI-9: the example of the SCGI specification at every cut.
	 */
	@Test
	void decodesTheSameFromEveryTwoPieces() {
		byte[] request = request("CONTENT_LENGTH\00027\0SCGI\0001\0REQUEST_METHOD\0POST\0REQUEST_URI\0/deepthought\0",
				"What is the answer to life?");
		for (int cut = 0; cut <= request.length; cut++) {
			assertThat(decode(request, cut)).as("cut at %d", cut)
				.isEqualTo("head(27, 4 headers) What is the answer to life? end");
		}
	}

	@Test
	void decodesTheSameByteByByte() {
		byte[] request = request("CONTENT_LENGTH\0005\0SCGI\0001\0", "hello");
		int[] cuts = new int[request.length];
		for (int i = 0; i < cuts.length; i++) {
			cuts[i] = i;
		}
		assertThat(decode(request, cuts)).isEqualTo("head(5, 2 headers) hello end");
	}

	@Test
	void emptyBodyEndsAtOnce() {
		assertThat(decode(request(MINIMUM, ""))).isEqualTo("head(0, 2 headers)  end");
	}

	/**
	 * SCGI-10, SEC-25.
	 */
	@Test
	void bytesAfterTheBodyAreThrownAway() {
		byte[] request = request("CONTENT_LENGTH\0005\0SCGI\0001\0",
				"hello" + new String(request(MINIMUM, ""), StandardCharsets.ISO_8859_1));
		assertThat(decode(request)).isEqualTo("head(5, 2 headers) hello end");
		assertThat(decode(request, request.length - 7)).isEqualTo("head(5, 2 headers) hello end");
	}

	/**
	 * SCGI-12.
	 */
	@Test
	void bodyThatIsCutOffHasNoEnd() {
		assertThat(decode(request("CONTENT_LENGTH\0005\0SCGI\0001\0", "hell"))).isEqualTo("head(5, 2 headers) hell");
	}

	/**
	 * SCGI-7: lighttpd sends it last, Apache second, nginx in the middle.
	 */
	@Test
	void headerThatSaysScgiMayStandAnywhere() {
		assertThat(decode(request("CONTENT_LENGTH\0000\0A\0b\0SCGI\0001\0", ""))).startsWith("head(0, 3 headers)");
		assertThat(decode(request("CONTENT_LENGTH\0000\0SCGI\0001\0A\0b\0", ""))).startsWith("head(0, 3 headers)");
	}

	/**
	 * SEC-26, SCGI-3.
	 */
	@ParameterizedTest
	@ValueSource(strings = { ":,", "012:", "00:,", "-5:", "+5:", " 5:", "5 :", "0x5:", "5,", "1a:", "\n5:" })
	void badLengthIsAFramingError(String bytes) {
		assertThatExceptionOfType(FramingException.class).isThrownBy(() -> decode(bytes(bytes + MINIMUM)));
	}

	/**
	 * SEC-26, SCGI-13: refused before anything is allocated, and before a colon is seen.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "99999999999999999999:", "4294967299:", "2147483648:", "1001:", "99999999999999999999" })
	void lengthBeyondTheLimitIsRefused(String bytes) {
		assertThatExceptionOfType(ParamsTooLargeException.class).isThrownBy(() -> decode(bytes(bytes)));
	}

	@Test
	void lengthUpToTheLimitIsRead() {
		String filler = "x".repeat(1000 - MINIMUM.length() - 3);
		assertThat(decode(request(MINIMUM + "F\0" + filler + "\0", ""))).startsWith("head(0, 3 headers)");
	}

	@Test
	void largestLimitDoesNotOverflow() {
		EmbeddedChannel channel = new EmbeddedChannel(
				new ScgiDecoder(Integer.MAX_VALUE, 10, this.budget::reserve, this.budget::release));
		ByteBuf bytes = Unpooled.copiedBuffer(bytes("4294967299:"));
		assertThatExceptionOfType(ParamsTooLargeException.class).isThrownBy(() -> channel.writeInbound(bytes));
		channel.finishAndReleaseAll();
	}

	/**
	 * SEC-26.
	 */
	@Test
	void missingCommaIsAFramingError() {
		byte[] request = bytes(MINIMUM.length() + ":" + MINIMUM + ";");
		assertThatExceptionOfType(FramingException.class).isThrownBy(() -> decode(request));
	}

	static Stream<String> badHeaders() {
		return Stream.of("", "A\0b\0", "SCGI\0001\0CONTENT_LENGTH\0000\0", "CONTENT_LENGTH\0000\0",
				"CONTENT_LENGTH\0000\0SCGI\0002\0", "CONTENT_LENGTH\0000\0SCGI\0\0", MINIMUM + "A\0b",
				MINIMUM + "A\0b\0C\0", MINIMUM + "\0b\0", MINIMUM + "A\0b\0A\0c\0", MINIMUM + "CONTENT_LENGTH\0000\0",
				MINIMUM + "SCGI\0001\0", "CONTENT_LENGTH\0\0SCGI\0001\0", "CONTENT_LENGTH\0-1\0SCGI\0001\0",
				"CONTENT_LENGTH\000+1\0SCGI\0001\0", "CONTENT_LENGTH\0001e3\0SCGI\0001\0",
				"CONTENT_LENGTH\0000x10\0SCGI\0001\0", "CONTENT_LENGTH\000\u0661\0SCGI\0001\0",
				"CONTENT_LENGTH\0001 \0SCGI\0001\0", "CONTENT_LENGTH\0009999999999999999999\0SCGI\0001\0",
				"content_length\0000\0SCGI\0001\0");
	}

	/**
	 * SEC-26, SCGI-4, SCGI-5, SCGI-6, SCGI-7, SCGI-15.
	 */
	@ParameterizedTest
	@MethodSource("badHeaders")
	void badHeadersAreRefused(String headers) {
		byte[] request = request(headers, "");
		assertThatExceptionOfType(InvalidParamsException.class).isThrownBy(() -> decode(request));
	}

	/**
	 * Trap 14 of the front ends: the message names the fix.
	 */
	@Test
	void missingScgiHeaderIsExplained() {
		byte[] request = request("CONTENT_LENGTH\0000\0", "");
		assertThatExceptionOfType(InvalidParamsException.class).isThrownBy(() -> decode(request))
			.withMessageContaining("include scgi_params");
	}

	@Test
	void nothingIsReadAfterAnError() {
		EmbeddedChannel channel = new EmbeddedChannel(
				new ScgiDecoder(1000, 100, this.budget::reserve, this.budget::release));
		ByteBuf bytes = Unpooled.copiedBuffer(bytes("x"));
		assertThatExceptionOfType(DecoderException.class).isThrownBy(() -> channel.writeInbound(bytes));
		assertThat(channel.writeInbound(Unpooled.copiedBuffer(request(MINIMUM, "")))).isFalse();
		channel.finishAndReleaseAll();
	}

	private static byte[] request(String headers, String body) {
		int length = headers.getBytes(StandardCharsets.UTF_8).length;
		return bytes(length + ":" + headers + "," + body);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String decode(byte[] bytes, int... cuts) {
		MemoryBudget unlimited = new MemoryBudget(Long.MAX_VALUE);
		EmbeddedChannel channel = new EmbeddedChannel(
				new ScgiDecoder(1000, 100, unlimited::reserve, unlimited::release));
		try {
			int from = 0;
			for (int cut : cuts) {
				channel.writeInbound(Unpooled.copiedBuffer(bytes, from, cut - from));
				from = cut;
			}
			channel.writeInbound(Unpooled.copiedBuffer(bytes, from, bytes.length - from));
			return messages(channel);
		}
		finally {
			channel.finishAndReleaseAll();
		}
	}

	private static String messages(EmbeddedChannel channel) {
		List<String> ends = new ArrayList<>();
		StringBuilder head = new StringBuilder();
		StringBuilder body = new StringBuilder();
		for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
			if (message instanceof ScgiHead scgi) {
				head.append("head(%d, %d headers) ".formatted(scgi.contentLength(), scgi.spans().length / 4));
			}
			else if (message instanceof ByteBuf content) {
				if (!content.isReadable()) {
					ends.add(" end");
				}
				body.append(content.toString(StandardCharsets.UTF_8));
				content.release();
			}
		}
		return head.append(body).append(String.join("", ends)).toString();
	}

	/**
	 * SEC-10: what many slow clients announce has a common bound.
	 */
	@Test
	void headersOfAllConnectionsHaveACommonBound() {
		EmbeddedChannel first = new EmbeddedChannel(
				new ScgiDecoder(70_000, 10, this.budget::reserve, this.budget::release));
		EmbeddedChannel second = new EmbeddedChannel(
				new ScgiDecoder(70_000, 10, this.budget::reserve, this.budget::release));
		first.writeInbound(Unpooled.copiedBuffer("60000:", StandardCharsets.US_ASCII));
		assertThatExceptionOfType(NoRoomForParamsException.class)
			.isThrownBy(() -> second.writeInbound(Unpooled.copiedBuffer("60000:", StandardCharsets.US_ASCII)));
		first.finishAndReleaseAll();
		assertThat(this.budget.reserve(100_000)).isTrue();
		second.finishAndReleaseAll();
	}

}
