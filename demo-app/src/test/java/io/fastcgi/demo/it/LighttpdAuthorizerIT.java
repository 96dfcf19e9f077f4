package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.http.HttpResponse;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Lighttpd;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The private area of the demo behind lighttpd, which asks the Authorizer.
 *
 * @author FastCGI Spring Boot maintainers
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(DemoExtension.class)
class LighttpdAuthorizerIT {

	private final DemoProcess demo;

	private HttpTester http;

	private FrontEndProcess lighttpd;

	LighttpdAuthorizerIT(DemoProcess demo) {
		this.demo = demo;
	}

	@BeforeAll
	void startLighttpd() throws IOException {
		this.lighttpd = Lighttpd.start(Recipe.read("lighttpd/guestbook.conf"), this.demo.port());
		this.http = new HttpTester(this.lighttpd.uri());
	}

	@AfterAll
	void stopLighttpd() throws IOException {
		if (this.lighttpd != null) {
			this.lighttpd.close();
		}
	}

	@Test
	void whatIsNotPrivateIsForEverybody() throws Exception {
		assertThat(this.http.get("/hello/w%C3%B6rld").body()).startsWith("Hello wörld for the ");
		assertThat(this.http.send(this.http.request("/upload").POST(Bytes.publish(1_000_000))).body())
			.isEqualTo(Bytes.receipt(1_000_000));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/private", "/private/", "/private/room?key=value", "/%70rivate/room" })
	void theAuthorizerAdmitsWhoHasTheToken(String path) throws Exception {
		HttpResponse<String> response = this.http
			.send(this.http.request(path).header("Authorization", "Bearer secret"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("Welcome to the private area, guest.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/private", "/private/", "/private/room?key=value", "/%70rivate/room" })
	void theAuthorizerRefusesEverybodyElse(String path) throws Exception {
		HttpResponse<String> response = this.http
			.send(this.http.request(path).header("Authorization", "Bearer guess").header("Demo-User", "guest"));
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"demo\"");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/hello/../private/room", "/./private/room", "//private/room", "/hello/%2E%2E/private/room" })
	void noDetourLeadsIntoThePrivateArea(String path) throws Exception {
		HttpResponse<String> response = this.http
			.send(this.http.request(path).header("Authorization", "Bearer secret"));
		assertThat(response.statusCode()).isIn(400, 404);
	}

}
