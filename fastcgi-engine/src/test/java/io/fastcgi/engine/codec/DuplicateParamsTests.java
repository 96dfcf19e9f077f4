package io.fastcgi.engine.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DuplicateParams}: SEC-13.
 *
 * @author FastCGI Spring Boot maintainers
 */
class DuplicateParamsTests {

	@Test
	void twoValuesForANameAreRejected() {
		assertThatExceptionOfType(InvalidParamsException.class)
			.isThrownBy(() -> parse("REMOTE_USER", "alice", "HTTPS", "on", "REMOTE_USER", "admin"))
			.withMessageContaining("REMOTE_USER");
	}

	@Test
	void theSameValueTwiceIsNoContradiction() {
		assertThat(parse("HTTPS", "on", "HTTPS", "on")).hasSize(8);
	}

	@Test
	void clientHeadersMayBeRepeated() {
		assertThat(parse("HTTP_ACCEPT", "a", "HTTP_ACCEPT", "b")).hasSize(8);
	}

	@Test
	void namesThatLookAlikeAreNoDuplicates() {
		String[] params = new String[2000];
		for (int i = 0; i < params.length; i += 2) {
			params[i] = "X" + (1000 + i / 2) + "_" + (i / 2 % 10);
			params[i + 1] = Integer.toString(i);
		}
		assertThat(parse(params)).hasSize(4000);
		params[1998] = params[0];
		assertThatExceptionOfType(InvalidParamsException.class).isThrownBy(() -> parse(params))
			.withMessageContaining("X1000_0");
	}

	@Test
	void emptyNamesAreNamesToo() {
		assertThat(parse("", "a", "", "a")).hasSize(8);
		assertThatExceptionOfType(InvalidParamsException.class).isThrownBy(() -> parse("", "a", "", "b"));
	}

	private static int[] parse(String... namesAndValues) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			content.write(namesAndValues[i].length());
			content.write(namesAndValues[i + 1].length());
			content.writeBytes(namesAndValues[i].getBytes(StandardCharsets.US_ASCII));
			content.writeBytes(namesAndValues[i + 1].getBytes(StandardCharsets.US_ASCII));
		}
		return ParamSpans.ofParams(content.toByteArray(), content.size(), 1000);
	}

}
