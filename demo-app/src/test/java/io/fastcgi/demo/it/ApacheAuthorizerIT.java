package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.fastcgi.frontend.Apache;
import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The private area of the demo behind Apache httpd, which asks the Authorizer for itself
 * or with the password that it has asked the client for.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(DemoExtension.class)
class ApacheAuthorizerIT {

	private final DemoProcess demo;

	ApacheAuthorizerIT(DemoProcess demo) {
		this.demo = demo;
	}

	@ParameterizedTest
	@CsvSource({ "authorizer.conf, Bearer secret, Bearer guess", "authorizer-basic.conf, ada:secret, ada:guess" })
	void onlyWhoHasTheTokenEnters(String file, String right, String wrong) throws Exception {
		try (FrontEndProcess apache = start(file)) {
			HttpTester http = new HttpTester(apache.uri());
			HttpResponse<String> response = enter(http, right);
			assertThat(response.body()).isEqualTo("Welcome to the private area, guest.");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(enter(http, wrong).statusCode()).isEqualTo(401);
			assertThat(http.get("/private/").statusCode()).isEqualTo(401);
		}
	}

	private FrontEndProcess start(String file) throws IOException {
		return Apache.start(Recipe.read("apache/" + file), this.demo.port());
	}

	private static HttpResponse<String> enter(HttpTester http, String credentials) throws Exception {
		String header = (credentials.indexOf(':') < 0) ? credentials
				: "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
		return http.send(http.request("/private/").header("Authorization", header));
	}

}
