package io.fastcgi.test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CgiHead}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class CgiHeadTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "Status: 404 Not Found\r\nA: b\r\n\r\n", "Status:404\nA:b\n\n", "a: b\r\nstatus: 404 \n\r\n" })
	void acceptsEveryLineEnding(String head) throws IOException {
		CgiHead parsed = read(head + "rest");
		assertThat(parsed.status()).isEqualTo(404);
		assertThat(parsed.header("a")).isEqualTo("b");
	}

	@Test
	void isOkWithoutStatus() throws IOException {
		assertThat(read("Content-Type: text/plain\n\n").status()).isEqualTo(200);
	}

	@Test
	void keepsAllValuesOfAField() throws IOException {
		CgiHead head = read("Set-Cookie: a=1\nX: y\nset-cookie: b=2\n\n");
		assertThat(head.headers().get("SET-COOKIE")).containsExactly("a=1", "b=2");
		assertThat(head.header("Absent")).isNull();
	}

	@Test
	void leavesTheBody() throws IOException {
		ByteArrayInputStream in = new ByteArrayInputStream("A: b\n\n\nbody".getBytes(StandardCharsets.UTF_8));
		CgiHead.read(in);
		assertThat(in.readAllBytes()).asString().isEqualTo("\nbody");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "\r\n", "A: b", "A: b\n", "A: b\nrest", "no colon\n\n", ": x\n\n", "A : b\n\n",
			"A: b\n folded\n\n", "HTTP/1.1 200 OK\n\n", "Status: OK\n\n", "Status: 20\n\n", "Status: 2000\n\n",
			"Status:\n\n", "Status: 200\nStatus: 200\n\n" })
	void refusesWhatIsNotAHeaderBlock(String head) {
		assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> read(head))
			.withMessageContaining("CGI");
	}

	private static CgiHead read(String document) throws IOException {
		return CgiHead.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
	}

}
