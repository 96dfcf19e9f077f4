package io.fastcgi.demo;

import java.nio.charset.StandardCharsets;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineNumbers}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class LineNumbersTests {

	private static final String POEM = "Roses are red,\r\nviölets are blue,\n\nand so on";

	private final FastCgiTestClient client;

	LineNumbersTests(@Value("${local.fastcgi.server.port}") int port) {
		this.client = FastCgiTestClient.toPort(port);
	}

	@Test
	void numbersTheLinesOfAFile() {
		TestResponse response = filter(POEM).send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
		assertThat(response.header("Last-Modified")).isEqualTo("Tue, 24 Nov 2026 08:00:00 GMT");
		assertThat(response.bodyAsString())
			.isEqualTo("   1  Roses are red,\n   2  viölets are blue,\n   3  \n   4  and so on\n");
	}

	@Test
	void numbersMoreThanFitsIntoMemoryAtOnce() {
		TestResponse response = filter("x".repeat(99).concat("\n").repeat(100_000)).send();
		assertThat(response.body()).hasSize(9_999 * 106 + 90_000 * 107 + 108);
		assertThat(response.bodyAsString()).endsWith("\n100000  " + "x".repeat(99) + "\n");
	}

	@Test
	void tellsAClientThatItStillHasTheFile() {
		TestResponse same = filter(POEM).header("If-Modified-Since", "Tue, 24 Nov 2026 08:00:00 GMT").send();
		assertThat(same.status()).isEqualTo(304);
		assertThat(same.body()).isEmpty();
		TestResponse older = filter(POEM).header("If-Modified-Since", "Tue, 24 Nov 2026 07:59:59 GMT").send();
		assertThat(older.status()).isEqualTo(200);
	}

	private TestRequest filter(String file) {
		return this.client.get("/poem.txt")
			.role(TestRequest.FILTER)
			.data(file.getBytes(StandardCharsets.UTF_8))
			.param("FCGI_DATA_LAST_MOD", "1795507200");
	}

}
