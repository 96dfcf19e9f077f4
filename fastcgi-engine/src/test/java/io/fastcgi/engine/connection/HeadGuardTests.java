package io.fastcgi.engine.connection;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeadGuard}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HeadGuardTests {

	/**
	 * PT-41, PT-42, CGI-9: either line end, also mixed, wherever the head is cut.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "Status: 200\r\n\r\n", "Status: 200\n\n", "Status: 200\r\n\n", "Status: 200\n\r\n",
			"Status: 200\r\nA: b\r\n\r\n", "Status: 200\nA: b\n\n" })
	void headIsCompleteAtItsEmptyLineAndNotBefore(String head) {
		byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
		for (int cut = 0; cut <= bytes.length; cut++) {
			HeadGuard guard = new HeadGuard();
			guard.accept(bytes, 0, cut);
			assertThat(guard.isComplete()).as("after %d bytes", cut).isEqualTo(cut == bytes.length);
			guard.accept(Unpooled.wrappedBuffer(bytes, cut, bytes.length - cut));
			assertThat(guard.isComplete()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Status: 200", "Status: 200\r\n", "Status: 200\r\nA: b\r\n", "Status: 200\r\r",
			"Status: 200\n \n" })
	void headWithoutEmptyLineIsIncomplete(String text) {
		assertThat(isComplete(text)).isFalse();
	}

	/**
	 * SEC-29: lighttpd takes an authorizer with an empty head for one that agrees.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\n\n", "\r\n\r\n", "\nStatus: 200\n\n", "\r\nStatus: 200\r\n\r\nbody" })
	void headThatBeginsWithAnEmptyLineIsNeverComplete(String text) {
		assertThat(isComplete(text)).isFalse();
		HeadGuard guard = new HeadGuard();
		guard.accept(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
		guard.accept(Unpooled.copiedBuffer("Status: 200\n\n", StandardCharsets.US_ASCII));
		assertThat(guard.isComplete()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Status: 200\n\nbody\n", "Status: 200\n\n\n\n" })
	void completeHeadStaysComplete(String text) {
		assertThat(isComplete(text)).isTrue();
	}

	private static boolean isComplete(String text) {
		HeadGuard guard = new HeadGuard();
		for (byte value : text.getBytes(StandardCharsets.US_ASCII)) {
			guard.accept(new byte[] { value }, 0, 1);
		}
		return guard.isComplete();
	}

}
