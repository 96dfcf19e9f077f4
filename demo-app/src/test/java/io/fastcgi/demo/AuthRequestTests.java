package io.fastcgi.demo;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuthRequest}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class AuthRequestTests {

	private final FastCgiTestClient client;

	AuthRequestTests(@Value("${local.fastcgi.server.port}") int port) {
		this.client = FastCgiTestClient.toPort(port);
	}

	@Test
	void whoHasTheTokenIsNamed() {
		TestResponse response = ask().header("Authorization", "Bearer secret").send();
		assertThat(response.status()).isEqualTo(204);
		assertThat(response.header("X-User")).isEqualTo("guest");
	}

	@Test
	void everybodyElseIsRefused() {
		assertRefused(ask().send());
		assertRefused(ask().header("Authorization", "Bearer guess").header("X-User", "guest").send());
	}

	@Test
	void aClientCannotAsk() {
		TestResponse response = this.client.get("/auth")
			.header("Authorization", "Bearer secret")
			.header("Original-URI", "/private/room")
			.send();
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.header("X-User")).isNull();
	}

	private TestRequest ask() {
		return this.client.get("/auth").param("ORIGINAL_URI", "/private/room");
	}

	private static void assertRefused(TestResponse response) {
		assertThat(response.status()).isEqualTo(401);
		assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"demo\"");
		assertThat(response.header("X-User")).isNull();
	}

}
