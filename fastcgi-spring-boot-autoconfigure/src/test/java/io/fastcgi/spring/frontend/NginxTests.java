package io.fastcgi.spring.frontend;

import java.time.Duration;
import java.util.List;

import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.Timeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Nginx}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NginxTests {

	/**
	 * A header has to fit into one of them.
	 */
	@ParameterizedTest
	@CsvSource({ "nginx, 1, 1 8k", "nginx, 16, 1 8k", "nginx, 32, 3 8k", "nginx, 64, 3 16k", "nginx, 128, 3 16k",
			"nginx-scgi, 16, 1 8k", "nginx-scgi, 128, 3 32k", "nginx-scgi, 1024, 31 32k" })
	void buffersForHeadersAreNeverSmallerThanThoseOfNginx(String name, int kilobytes, String written) {
		Limits limits = Limits.builder().maxParamsSize(kilobytes * 1024).build();
		assertThat(Applications.configure(name, limits, Timeouts.defaults(), Applications.LOOPBACK))
			.contains("large_client_header_buffers " + written + ";");
	}

	@Test
	void waitsForTunnelsOverScgi() {
		Timeouts longTunnels = Timeouts.defaults().withTunnel(Duration.ofHours(1));
		assertThat(Applications.configure("nginx-scgi", Limits.defaults(), longTunnels, Applications.LOOPBACK))
			.contains("scgi_read_timeout 3606s;", "scgi_send_timeout 3606s;");
		assertThat(Applications.configure("nginx", Limits.defaults(), longTunnels, Applications.LOOPBACK))
			.contains("fastcgi_read_timeout 306s;");
		Timeouts shortTunnels = Timeouts.defaults().withTunnel(Duration.ofMinutes(1));
		assertThat(Applications.configure("nginx-scgi", Limits.defaults(), shortTunnels, Applications.LOOPBACK))
			.contains("scgi_read_timeout 306s;");
	}

	@ParameterizedTest
	@CsvSource({ "8192, 16", "256, 16", "255, 15", "100, 6", "16, 1" })
	void keepsNoMoreConnectionsThanTheApplicationHas(int connections, int kept) {
		Limits limits = Limits.builder().maxConnections(connections).build();
		String configuration = Applications.configure("nginx", limits, Timeouts.defaults(), Applications.LOOPBACK);
		assertThat(configuration).contains("\tkeepalive " + kept + ";\n");
		assertThat(configuration
			.contains("# So many idle connections for each worker. The application takes " + connections + " of all\n"))
			.isEqualTo(kept < 16);
	}

	@Test
	void keepsNoConnectionsOfAnApplicationThatHasFew() {
		Limits limits = Limits.builder().maxConnections(15).build();
		assertThat(Applications.configure("nginx", limits, Timeouts.defaults(), Applications.LOOPBACK))
			.doesNotContain("keep");
	}

	@Test
	void namesAllThatAuthorizersDecideAbout() {
		assertThat(Applications.configureWithAuthorizers("nginx", List.of("/private/**", "/a/{id}"),
				Applications.LOOPBACK))
			.contains("# \tlocation /private { auth_request /auth; ... }\n",
					"# \tlocation /a/ { auth_request /auth; ... }\n");
	}

}
