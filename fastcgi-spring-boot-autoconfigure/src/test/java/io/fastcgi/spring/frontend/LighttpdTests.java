package io.fastcgi.spring.frontend;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Lighttpd}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class LighttpdTests {

	@ParameterizedTest
	@CsvSource({ "lighttpd, fastcgi", "lighttpd-scgi, scgi" })
	void leavesRoomForOthers(String name, String protocol) {
		assertThat(Applications.configure(name, Applications.tcp("127.0.0.1", Applications.withSecret("OWN"))))
			.contains("\n" + protocol + ".server += (\n", "\nsetenv.set-environment += ( \"OWN\"",
					"\nserver.stream-response-body := 1\n", "\nserver.max-request-size := 1048576\n")
			.containsPattern("\nserver\\.max-request-field-size := \\d+\n")
			.doesNotContainPattern("(?m)^[^#\\n]*[a-z] = ");
	}

	@Test
	void triesAgainAtOnceWhenTheApplicationWasAway() {
		String configuration = Applications.configureWithAuthorizers("lighttpd", List.of("/private"),
				Applications.LOOPBACK);
		assertThat(configuration.split("\"disable-time\" => 0", -1)).as("one for each of the two").hasSize(3);
	}

}
