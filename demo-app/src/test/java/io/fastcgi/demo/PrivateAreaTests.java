package io.fastcgi.demo;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrivateArea} and {@link PrivateAreaAuthorizer}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class PrivateAreaTests {

	private final FastCgiTestClient client;

	PrivateAreaTests(@Value("${local.fastcgi.server.port}") int port) {
		this.client = FastCgiTestClient.toPort(port);
	}

	@Test
	void authorizerGrantsWithToken() {
		TestResponse response = ask().header("Authorization", "Bearer secret").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Variable-DEMO_USER")).isEqualTo("guest");
	}

	@Test
	void authorizerDeniesWithoutToken() {
		assertDenied(ask().send());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer", "Bearer secre", "Bearer secret2", "Basic secret", "secret" })
	void authorizerDeniesWithAnythingElse(String authorization) {
		assertDenied(ask().header("Authorization", authorization).send());
	}

	@Test
	void authorizerGrantsWithThePasswordThatTheFrontEndAskedFor() {
		TestResponse response = ask().param("REMOTE_USER", "ada").param("REMOTE_PASSWD", "secret").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Variable-DEMO_USER")).isEqualTo("guest");
	}

	@Test
	void authorizerDeniesWithAnotherPasswordOrOneThatTheClientCallsSo() {
		assertDenied(ask().param("REMOTE_USER", "ada").param("REMOTE_PASSWD", "guess").send());
		assertDenied(ask().param("REMOTE_USER", "ada").param("REMOTE_PASSWD", "").send());
		assertDenied(ask().header("Remote-Passwd", "secret").send());
	}

	@Test
	void responderAdmitsWhomTheFrontEndNames() {
		TestResponse response = this.client.get("/private/room").param("DEMO_USER", "guest").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.bodyAsString()).isEqualTo("Welcome to the private area, guest.");
	}

	@Test
	void responderRefusesEverybodyElse() {
		assertThat(this.client.get("/private/room").send().status()).isEqualTo(403);
		assertThat(this.client.get("/private/").send().status()).isEqualTo(403);
		assertThat(this.client.get("/private/room").param("DEMO_USER", "").send().status()).isEqualTo(403);
	}

	@Test
	void responderRefusesWhoNamesHimself() {
		TestResponse response = this.client.get("/private/room")
			.header("Demo-User", "guest")
			.header("Variable-DEMO_USER", "guest")
			.header("Authorization", "Bearer secret")
			.send();
		assertThat(response.status()).isEqualTo(403);
	}

	private TestRequest ask() {
		return this.client.get("/private/room").role(TestRequest.AUTHORIZER).withoutStdin();
	}

	private static void assertDenied(TestResponse response) {
		assertThat(response.status()).isEqualTo(401);
		assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"demo\"");
		assertThat(response.header("Variable-DEMO_USER")).isNull();
	}

}
