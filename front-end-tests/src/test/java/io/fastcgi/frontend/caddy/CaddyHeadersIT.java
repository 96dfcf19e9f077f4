package io.fastcgi.frontend.caddy;

import java.net.http.HttpResponse;

import io.fastcgi.frontend.Caddy;
import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Recipe;
import io.fastcgi.frontend.probe.ProbeApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Headers that Caddy would pass on to the wrong side if the recipes let it.
 *
 * @author FastCGI Spring Boot maintainers
 */
class CaddyHeadersIT {

	private final int port = Ports.free();

	@ParameterizedTest
	@CsvSource({ "minimal.Caddyfile, /status/404, 404", "php-fastcgi.Caddyfile, /status/404, 404",
			"private.Caddyfile, /status/404, 404", "private.Caddyfile, /private/, 401" })
	void clientSeesTheStatusOnlyAsSuch(String file, String path, int status) throws Exception {
		try (ConfigurableApplicationContext application = ProbeApplication.start("fastcgi.server.port=" + this.port);
				FrontEndProcess caddy = Caddy.start(Recipe.read("caddy/" + file), this.port)) {
			HttpResponse<String> response = new HttpTester(caddy.uri()).get(path);
			assertThat(response.statusCode()).isEqualTo(status);
			assertThat(response.headers().firstValue("Status")).isEmpty();
		}
	}

}
