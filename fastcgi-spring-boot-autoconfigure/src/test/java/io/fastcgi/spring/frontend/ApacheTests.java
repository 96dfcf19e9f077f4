package io.fastcgi.spring.frontend;

import java.util.List;

import io.fastcgi.engine.ListenerState;
import io.fastcgi.engine.access.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Apache}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ApacheTests {

	@ParameterizedTest
	@ValueSource(strings = { "apache", "apache-scgi" })
	void passesOnWhatIsFlushedAndHowLongItWillBe(String name) {
		assertThat(Applications.configure(name, Applications.LOOPBACK))
			.containsPattern("ProxyPass \"/\" \"[^\"]+\" timeout=\\d+.* flushpackets=on\n")
			.contains("\tSetEnv ap_trust_cgilike_cl 1\n");
	}

	@Test
	void sendsTheSecretOfThePlaceWhereItAsksAuthorizers() {
		String configuration = configure(Applications.UNIX,
				Applications.tcp("127.0.0.1", Applications.withSecret("OTHER")));
		assertThat(configuration).contains("ProxyPass \"/\" \"unix:/run/app.sock|")
			.contains("# Authorizers are asked at 127.0.0.1:9000, which has a secret as well:\n")
			.containsOnlyOnce("SetEnvIf Request_URI \"^\" \"OTHER=FILL-IN-THE-SHARED-SECRET\"\n")
			.contains("a2enmod proxy proxy_fcgi setenvif authnz_fcgi\n");
	}

	@Test
	void sendsTwoSecretsOfDifferentNames() {
		assertThat(configure(secretUnix("OWN"), Applications.tcp("127.0.0.1", Applications.withSecret("OTHER"))))
			.containsOnlyOnce("\"OWN=FILL-IN-THE-SHARED-SECRET\"")
			.containsOnlyOnce("\"OTHER=FILL-IN-THE-SHARED-SECRET\"");
	}

	@Test
	void saysThatTwoSecretsOfTheSameNameHaveToBeTheSame() {
		assertThat(configure(secretUnix("SAME"), Applications.tcp("127.0.0.1", Applications.withSecret("SAME"))))
			.containsOnlyOnce("\"SAME=FILL-IN-THE-SHARED-SECRET\"")
			.contains("# it is sent the same value. Let both be the same");
	}

	@Test
	void saysNothingOfAnotherSecretWhereThereIsOnePlace() {
		assertThat(configure(Applications.tcp("127.0.0.1", Applications.withSecret("OWN"))))
			.containsOnlyOnce("\"OWN=FILL-IN-THE-SHARED-SECRET\"")
			.doesNotContain("as well:");
	}

	@Test
	void asksForTheAddressWhereItAsksAuthorizers() {
		assertThat(configure(Applications.UNIX, Applications.tcp("0.0.0.0", Access.unrestricted())))
			.contains("# FILL IN the address of the application's machine for 127.0.0.1, unless it is this one.")
			.doesNotContain("can also be reached");
	}

	private static ListenerState secretUnix(String param) {
		return Applications.unix(Applications.UNIX.spec().withAccess(Applications.withSecret(param)));
	}

	private static String configure(ListenerState... listeners) {
		return Applications.configureWithAuthorizers("apache", List.of("/private"), listeners);
	}

}
