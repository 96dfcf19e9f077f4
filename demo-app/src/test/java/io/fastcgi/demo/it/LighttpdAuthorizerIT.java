package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
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

	private ChildProcess lighttpd;

	LighttpdAuthorizerIT(DemoProcess demo) {
		this.demo = demo;
	}

	@BeforeAll
	void startLighttpd(@TempDir Path directory) throws IOException {
		Path program = Programs.find("lighttpd", "lighttpd");
		int port = Ports.free();
		Recipe.read("lighttpd/guestbook.conf")
			.with("\"port\" => 9000", "\"port\" => " + this.demo.port())
			.with("server.port = 8080", "server.port = " + port)
			.with("/var/www/html", directory)
			.write(directory.resolve("lighttpd.conf"));
		this.lighttpd = ChildProcess.start(directory, List.of(program.toString(), "-D", "-f", "lighttpd.conf"));
		this.lighttpd.await("server started");
		this.http = new HttpTester(URI.create("http://127.0.0.1:" + port));
	}

	@AfterAll
	void stopLighttpd() {
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
