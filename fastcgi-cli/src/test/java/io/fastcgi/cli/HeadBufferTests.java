package io.fastcgi.cli;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HeadBuffer}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HeadBufferTests {

	private final HeadBuffer head = new HeadBuffer();

	@ParameterizedTest
	@ValueSource(strings = { "A: b\n\n", "A: b\r\n\r\n", "A: b\n\r\n", "\n", "\r\n" })
	void endsAtTheEmptyLine(String text) {
		byte[] bytes = (text + "\n\nbody").getBytes(StandardCharsets.US_ASCII);
		assertThat(this.head.accept(bytes, 0, bytes.length)).isEqualTo(text.length());
		assertThat(this.head.isComplete()).isTrue();
		assertThat(this.head.toByteArray()).asString().isEqualTo(text);
	}

	@Test
	void endsAtTheSamePlaceWhenItArrivesByteByByte() {
		byte[] bytes = "xA: b\r\nC: d\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII);
		for (int i = 1; i < bytes.length - 4; i++) {
			assertThat(this.head.isComplete()).isFalse();
			assertThat(this.head.accept(bytes, i, 1)).isOne();
		}
		assertThat(this.head.isComplete()).isTrue();
		assertThat(this.head.accept(bytes, bytes.length - 4, 4)).isZero();
	}

	@Test
	void doesNotGrowWithoutEnd() {
		byte[] bytes = new byte[(1 << 20) + 1];
		assertThatExceptionOfType(Failure.class).isThrownBy(() -> this.head.accept(bytes, 0, bytes.length))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.RECEIVE));
	}

}
