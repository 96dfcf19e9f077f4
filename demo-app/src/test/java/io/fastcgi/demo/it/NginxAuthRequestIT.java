package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The private area of the demo behind nginx, which asks with {@code auth_request}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(DemoExtension.class)
class NginxAuthRequestIT {

	private final DemoProcess demo;

	private final Map<String, FrontEndProcess> fronts = new HashMap<>();

	NginxAuthRequestIT(DemoProcess demo) {
		this.demo = demo;
	}

	@BeforeAll
	void startNginx() throws IOException {
		for (String protocol : new String[] { "fastcgi", "scgi" }) {
			this.fronts.put(protocol, Nginx.start("private-" + protocol + ".conf", this.demo.port()));
		}
	}

	@AfterAll
	void stopNginx() throws IOException {
		for (FrontEndProcess nginx : this.fronts.values()) {
			nginx.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "fastcgi", "scgi" })
	void whatIsNotPrivateIsForEverybody(String protocol) throws Exception {
		HttpTester http = http(protocol);
		assertThat(http.get("/hello/w%C3%B6rld").body()).startsWith("Hello wörld for the ");
		assertThat(http.send(http.request("/upload").POST(Bytes.publish(100_000))).body())
			.isEqualTo(Bytes.receipt(100_000));
	}

	@ParameterizedTest
	@CsvSource({ "fastcgi,/private", "fastcgi,/private/room?key=value", "fastcgi,/%70rivate/room", "scgi,/private",
			"scgi,/private/room?key=value", "scgi,/%70rivate/room" })
	void whoHasTheTokenEntersUnderTheNameThatTheApplicationGave(String protocol, String path) throws Exception {
		HttpTester http = http(protocol);
		HttpResponse<String> response = http.send(http.request(path).header("Authorization", "Bearer secret"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("Welcome to the private area, guest.");
	}

	@ParameterizedTest
	@CsvSource({ "fastcgi,/private", "fastcgi,/private/room?key=value", "fastcgi,/%70rivate/room", "scgi,/private",
			"scgi,/private/room?key=value", "scgi,/%70rivate/room" })
	void everybodyElseIsAskedForTheToken(String protocol, String path) throws Exception {
		HttpTester http = http(protocol);
		assertAsked(http.get(path));
		assertAsked(http.send(http.request(path)
			.header("Authorization", "Bearer guess")
			.header("Demo-User", "guest")
			.header("X-User", "guest")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "fastcgi", "scgi" })
	void theApplicationIsToldWhatTheClientAskedFor(String protocol) throws Exception {
		String uri = "/private/%C3%B6?key=" + UUID.randomUUID();
		assertAsked(http(protocol).get(uri));
		this.demo.process().await("asks for " + uri.replace("?", "\\?") + "$");
	}

	@ParameterizedTest
	@ValueSource(strings = { "fastcgi", "scgi" })
	void theQuestionHasNeitherTheMethodNorTheBodyOfTheRequest(String protocol) throws Exception {
		HttpTester http = http(protocol);
		assertAsked(http.send(http.request("/private").POST(Bytes.publish(100_000))));
		assertThat(http
			.send(http.request("/private").header("Authorization", "Bearer secret").POST(Bytes.publish(100_000)))
			.statusCode()).isEqualTo(405);
	}

	@ParameterizedTest
	@CsvSource({ "fastcgi,/auth", "scgi,/auth", "fastcgi,//auth", "fastcgi,/auth;x=1" })
	void nobodyElseGetsToAsk(String protocol, String path) throws Exception {
		HttpTester http = http(protocol);
		HttpResponse<String> response = http
			.send(http.request(path).header("Authorization", "Bearer secret").header("Original-URI", "/private"));
		assertThat(response.statusCode()).isIn(400, 404);
	}

	// What keeps people out of handlers that, unlike the demo's, rely on nginx alone
	@ParameterizedTest
	@ValueSource(strings = { "fastcgi", "scgi" })
	void aHandlerThatReliesOnNginxIsShut(String protocol) throws Exception {
		String file = "private-" + protocol + ".conf";
		Recipe recipe = Recipe.read("nginx/" + file).with("location /private {", "location /hello {");
		try (FrontEndProcess nginx = Nginx.start(recipe, this.demo.port())) {
			HttpTester http = new HttpTester(nginx.uri());
			assertAsked(http.get("/hello/world"));
			assertThat(http.send(http.request("/hello/world").header("Authorization", "Bearer secret")).body())
				.startsWith("Hello world for the ");
		}
	}

	// Why the recipe does not include the params, and what the guide warns of
	@Test
	void withTheParamsOfTheRequestItsOwnHandlerLetsEverybodyIn() throws Exception {
		Recipe recipe = Recipe.read("nginx/private-fastcgi.conf")
			.with("location /private {", "location /hello {")
			.with("fastcgi_param REQUEST_URI /auth;", "fastcgi_param REQUEST_URI $request_uri;");
		try (FrontEndProcess nginx = Nginx.start(recipe, this.demo.port())) {
			assertThat(new HttpTester(nginx.uri()).get("/hello/world").statusCode()).isEqualTo(200);
		}
	}

	private HttpTester http(String protocol) {
		return new HttpTester(this.fronts.get(protocol).uri());
	}

	private static void assertAsked(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"demo\"");
	}

}
