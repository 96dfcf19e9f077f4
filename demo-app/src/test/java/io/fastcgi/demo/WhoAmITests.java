package io.fastcgi.demo;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.json.JsonContent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WhoAmI}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class WhoAmITests {

	private final FastCgiTestClient client;

	WhoAmITests(@Value("${local.fastcgi.server.port}") int port) {
		this.client = FastCgiTestClient.toPort(port);
	}

	@Test
	void keepsFrontEndAndClientApart() {
		TestResponse response = this.client.get("/api/whoami")
			.param("REMOTE_ADDR", "203.0.113.5")
			.header("Remote-Addr", "198.51.100.1")
			.header("X-Forwarded-For", "198.51.100.2")
			.send();
		assertThat(response.status()).isEqualTo(200);
		JsonContent answer = new JsonContent(response.bodyAsString());
		assertThat(answer).extractingPath("$.frontEnd.REMOTE_ADDR").isEqualTo("203.0.113.5");
		assertThat(answer).extractingPath("$.frontEnd").asMap().doesNotContainKey("HTTP_X_FORWARDED_FOR");
		assertThat(answer).extractingPath("$.client").asMap().doesNotContainKey("REMOTE_ADDR");
		assertThat(response.bodyAsString()).containsPattern("(?i)\"x-forwarded-for\":\\[\"198.51.100.2\"]");
	}

	@Test
	void servesPage() {
		TestResponse response = this.client.get("/whoami").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.bodyAsString()).contains("Who am I?");
	}

}
