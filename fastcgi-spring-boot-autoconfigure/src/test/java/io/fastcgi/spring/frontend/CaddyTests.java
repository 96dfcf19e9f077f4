package io.fastcgi.spring.frontend;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Caddy}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class CaddyTests {

	@Test
	void answersForAllHostsAndKeepsOutWhatIsNotMeantForOthers() {
		assertThat(Applications.configure("caddy", Applications.LOOPBACK))
			.contains("\nhttp://:8080 {\n\tbind 127.0.0.1\n")
			.contains("\trequest_header -*_*\n", "\trequest_header -Proxy\n", "\t\theader_down -Status\n");
	}

}
