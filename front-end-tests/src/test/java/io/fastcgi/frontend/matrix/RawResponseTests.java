package io.fastcgi.frontend.matrix;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RawResponse}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RawResponseTests {

	private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

	private static final String LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n";

	@Test
	void statusIsThatOfTheStatusLine() {
		assertThat(new RawResponse("HTTP/1.1 400 Bad\r\nDate: 1 200 2\r\n\r\n").status()).isEqualTo(400);
		assertThat(new RawResponse("").status()).isZero();
		assertThat(new RawResponse("what 200 is").status()).isZero();
	}

	@Test
	void chunksAreCompleteWithTheLastOne() {
		RawResponse response = new RawResponse(CHUNKED + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
		assertThat(response.body()).isEqualTo("abcde");
		assertThat(response.isComplete()).isTrue();
	}

	@Test
	void chunksThatBreakOffAreNotComplete() {
		for (String rest : new String[] { "", "3", "3\r\n", "3\r\nab", "3\r\nabc\r\n", "3\r\nabc\r\n0" }) {
			assertThat(new RawResponse(CHUNKED + rest).isComplete()).as(rest).isFalse();
		}
		assertThat(new RawResponse(CHUNKED + "3\r\nab").body()).isEqualTo("ab");
	}

	@Test
	void bodyIsCompleteWhenItIsAsLongAsWasSaid() {
		assertThat(new RawResponse(LENGTH + "abc").isComplete()).isTrue();
		assertThat(new RawResponse(LENGTH + "ab").isComplete()).isFalse();
	}

	@Test
	void headThatBreaksOffIsNotComplete() {
		assertThat(new RawResponse("HTTP/1.1 200 OK\r\nServer: a").isComplete()).isFalse();
	}

	@Test
	void encodedChunksAreDecoded() {
		assertThat(new Chunks(Chunks.encode("a".repeat(20))).content()).isEqualTo("a".repeat(20));
	}

}
