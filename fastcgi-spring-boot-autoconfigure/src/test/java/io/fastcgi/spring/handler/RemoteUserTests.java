package io.fastcgi.spring.handler;

import java.security.Principal;
import java.util.List;
import java.util.Optional;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for users that the front end has authenticated.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RemoteUserTests {

	/**
	 * SEC-30: nginx and HAProxy pass on a REMOTE_USER that nobody verified.
	 */
	@Test
	void isNotTrustedUntilSomebodySaysSo() {
		assertThatExceptionOfType(InvalidHandlerException.class)
			.isThrownBy(() -> TestApplication.of(Handlers.class).close())
			.withMessageContaining("takes the user from REMOTE_USER, which is not trusted")
			.withMessageContaining("without checking a password")
			.satisfies((ex) -> assertThat(ex.fix()).contains("fastcgi.server.trust-remote-user=true", "@CgiParam"));
	}

	@Test
	void isThePrincipalWhereItIsTrusted() {
		try (TestApplication application = TestApplication.with(List.of("fastcgi.server.trust-remote-user=true"),
				Handlers.class)) {
			FastCgiTestClient client = application.client();
			assertThat(client.get("/name").param("REMOTE_USER", "ann").send().bodyAsString()).isEqualTo("ann");
			assertThat(
					client.get("/user").param("REMOTE_USER", "ann").param("AUTH_TYPE", "Basic").send().bodyAsString())
				.isEqualTo("ann Basic");
			assertThat(client.get("/user").param("REMOTE_USER", "ann").param("AUTH_TYPE", "").send().bodyAsString())
				.isEqualTo("ann null");
			assertThat(client.get("/optional").param("REMOTE_USER", "ann").send().bodyAsString()).isEqualTo("ann");
		}
	}

	@Test
	void isMissedWhereItIsNeeded() {
		try (TestApplication application = TestApplication.with(List.of("fastcgi.server.trust-remote-user=true"),
				Handlers.class)) {
			FastCgiTestClient client = application.client();
			assertThat(client.get("/name").send().status()).isEqualTo(403);
			assertThat(client.get("/name").param("REMOTE_USER", "").send().status()).isEqualTo(403);
			assertThat(client.get("/name").header("Remote-User", "evil").send().status()).isEqualTo(403);
			assertThat(client.get("/optional").send().bodyAsString()).isEqualTo("nobody");
		}
	}

	@FastCgiHandler
	static class Handlers {

		@FastCgiHandler("/name")
		String name(Principal user) {
			return user.getName();
		}

		@FastCgiHandler("/user")
		String user(RemoteUser user) {
			return user.name() + " " + user.authType();
		}

		@FastCgiHandler("/optional")
		String optional(Optional<Principal> user) {
			return user.map(Principal::getName).orElse("nobody");
		}

	}

}
