package io.fastcgi.test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StreamedResponse}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class StreamedResponseTests {

	@Test
	void takesTheHeaderFromTheBody() throws IOException {
		StreamedResponse response = response("Status: 201 Created\nX-A: b\n\nbody");
		assertThat(response.body().readAllBytes()).asString().isEqualTo("body");
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.header("x-a")).isEqualTo("b");
	}

	@Test
	void handsOverAllOfStdout() throws IOException {
		assertThat(response("no header").stdout().readAllBytes()).asString().isEqualTo("no header");
	}

	@Test
	void refusesABodyWithoutAHeader() {
		assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> response("no header\n").body());
	}

	private static StreamedResponse response(String stdout) {
		return new StreamedResponse(new ByteArrayInputStream(stdout.getBytes(StandardCharsets.US_ASCII)));
	}

}
