package io.fastcgi.spring.handler;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.annotation.Execution;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for every kind of argument, over a socket.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HandlerArgumentsTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.of(Blocking.class, NonBlocking.class, Staged.class, Others.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	static Stream<FastCgiTestClient> clients() {
		return application.clients();
	}

	@ParameterizedTest
	@MethodSource("clients")
	void bindsNamedValuesWhereverTheHandlerRuns(FastCgiTestClient client) {
		for (String style : List.of("blocking", "non-blocking", "staged")) {
			TestRequest request = client.get("/" + style + "/J%C3%BC/7?q=a%20b&n=1&n=2")
				.header("X-Custom", "h")
				.header("Cookie", "theme=s; other=o")
				.param("REMOTE_USER", "ann");
			assertThat(request.send().bodyAsString()).isEqualTo("Jü 7 a b [1, 2] h s ann");
		}
	}

	@ParameterizedTest
	@MethodSource("clients")
	void bindsAFormAndTheQueryTogether(FastCgiTestClient client) {
		TestRequest request = client.post("/form?a=query")
			.contentType(FORM + ";charset=UTF-8")
			.body("a=form&b=%E2%82%AC");
		assertThat(request.send().bodyAsString()).isEqualTo("[query, form] €");
		assertThat(client.post("/form?a=1&b=2").contentType("text/plain").body("a=form").send().bodyAsString())
			.isEqualTo("[1] 2");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void bindsTheBody(FastCgiTestClient client) {
		assertThat(json(client, "/person", "{\"name\":\"Jürgen\",\"age\":7}").bodyAsString()).isEqualTo("Jürgen is 7");
		assertThat(json(client, "/people", "[{\"name\":\"a\",\"age\":1},{\"name\":\"b\",\"age\":2}]").bodyAsString())
			.isEqualTo("b");
		assertThat(json(client, "/map", "{\"b\":1}").bodyAsString()).isEqualTo("[b]");
		assertThat(client.post("/text").contentType("text/plain;charset=UTF-8").body("ü€").send().bodyAsString())
			.isEqualTo("ü€");
		assertThat(client.post("/text")
			.contentType("text/plain;charset=ISO-8859-1")
			.body("ü".getBytes(StandardCharsets.ISO_8859_1))
			.send()
			.bodyAsString()).isEqualTo("ü");
		assertThat(client.post("/text").contentType("text/plain").body("ü").send().bodyAsString()).isEqualTo("ü");
		assertThat(client.post("/bytes").body(new byte[70_000]).send().bodyAsString()).isEqualTo("70000");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void bindsABodyThatMayBeMissing(FastCgiTestClient client) {
		assertThat(client.post("/optional").send().bodyAsString()).isEqualTo("Optional.empty null null");
		assertThat(json(client, "/optional", "\"x\"").status()).isEqualTo(200);
	}

	private static TestResponse json(FastCgiTestClient client, String path, String body) {
		return client.post(path).contentType("application/json").body(body).send();
	}

	@ParameterizedTest
	@MethodSource("clients")
	void bindsWhatATypeAsksFor(FastCgiTestClient client) {
		TestResponse response = client.method("PATCH", "/types/x%20y?a=b%20c").header("X-A", "1").send();
		assertThat(response.bodyAsString())
			.isEqualTo("PATCH /types/x%20y?a=b%20c 1 RESPONDER /types/x%20y PATCH RESPONDER");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void readsABodyAsItComes(FastCgiTestClient client) {
		byte[] body = new byte[3_000_000];
		assertThat(client.post("/stream").body(body).send().bodyAsString()).isEqualTo("3000000");
		assertThat(client.post("/stream").send().bodyAsString()).isEqualTo("0");
		assertThat(client.post("/stream-of-request").body("abc").send().bodyAsString()).isEqualTo("abc");
	}

	@Test
	void readsAStreamThatWasGatheredForTheForm() {
		TestRequest request = application.client().post("/stream-and-form").contentType(FORM).body("a=1&b=2");
		assertThat(request.send().bodyAsString()).isEqualTo("1 a=1&b=2");
	}

	/**
	 * SEC-12, SEC-14, SEC-23.
	 */
	@Test
	void keepsTheWordOfTheFrontEndAndOfTheClientApart() {
		TestResponse response = application.client()
			.get("/trust")
			.param("REMOTE_ADDR", "10.0.0.1")
			.header("Remote-Addr", "6.6.6.6")
			.header("Https", "on")
			.param("HTTPS", null)
			.header("Proxy", "http://evil/")
			.header("Redirect-Status", "200")
			.param("REDIRECT_STATUS", null)
			.send();
		assertThat(response.bodyAsString()).isEqualTo("10.0.0.1 null null 6.6.6.6 null");
	}

	@Test
	void refusesATargetThatIsNoUri() {
		assertThat(application.client().get("/uri/a?b=%3F").send().bodyAsString()).isEqualTo("/uri/a?b=%3f");
		assertThat(application.client().get("/uri/a|b").send().status()).isEqualTo(400);
		assertThat(application.client().get("/uri/x?q={}").send().status()).isEqualTo(400);
	}

	@FastCgiHandler("/blocking")
	static class Blocking {

		@FastCgiHandler("/{text}/{number}")
		String named(@PathVariable String text, @PathVariable("number") int value, @RequestParam String q,
				@RequestParam List<Integer> n, @RequestHeader("x-custom") String header, @CookieValue String theme,
				@CgiParam("REMOTE_USER") Optional<String> user) {
			assertThat(Thread.currentThread().getName()).startsWith("fastcgi-handler-");
			return String.join(" ", text, String.valueOf(value), q, n.toString(), header, theme, user.orElse("-"));
		}

	}

	@FastCgiHandler(path = "/non-blocking", execution = Execution.NON_BLOCKING)
	static class NonBlocking {

		@FastCgiHandler("/{text}/{number}")
		String named(@PathVariable Map<String, String> path, @RequestParam String q, @RequestParam List<Integer> n,
				@RequestHeader("x-custom") String header, @CookieValue String theme,
				@CgiParam("REMOTE_USER") String user) {
			assertThat(Thread.currentThread().getName()).startsWith("fastcgi-io");
			return String.join(" ", path.get("text"), path.get("number"), q, n.toString(), header, theme, user);
		}

	}

	@FastCgiHandler("/staged")
	static class Staged {

		@FastCgiHandler("/{text}/{number}")
		CompletionStage<String> named(@PathVariable String text, @PathVariable String number, @RequestParam String q,
				@RequestParam List<Integer> n, @RequestHeader("x-custom") String header, @CookieValue String theme,
				@CgiParam("REMOTE_USER") String user) {
			assertThat(Thread.currentThread().getName()).startsWith("fastcgi-io");
			return CompletableFuture
				.supplyAsync(() -> String.join(" ", text, number, q, n.toString(), header, theme, user));
		}

	}

	@FastCgiHandler
	static class Others {

		@FastCgiHandler("/form")
		String form(@RequestParam List<String> a, @RequestParam String b) {
			return a + " " + b;
		}

		@FastCgiHandler("/person")
		String person(@RequestBody Person person) {
			return person.name() + " is " + person.age();
		}

		@FastCgiHandler("/people")
		String people(@RequestBody List<Person> people) {
			return people.get(1).name();
		}

		@FastCgiHandler("/map")
		String map(@RequestBody Map<String, Object> map) {
			return map.keySet().toString();
		}

		@FastCgiHandler("/text")
		String text(@RequestBody String text) {
			return text;
		}

		@FastCgiHandler("/bytes")
		String bytes(@RequestBody byte[] bytes) {
			return String.valueOf(bytes.length);
		}

		@FastCgiHandler("/optional")
		String optional(@RequestBody Optional<String> first, @RequestBody(required = false) byte[] second,
				@RequestBody @Nullable String third) {
			return first + " " + second + " " + third;
		}

		@FastCgiHandler(path = "/types/{x}", method = RequestMethod.PATCH)
		String types(HttpMethod method, URI uri, HttpHeaders headers, Role role, FastCgiRequest request, Params params,
				Exchange exchange) {
			return String.join(" ", method.name(), uri.toString(), headers.getFirst("X-A"), role.name(), request.path(),
					params.get("REQUEST_METHOD"), exchange.role().name());
		}

		@FastCgiHandler("/stream")
		String stream(InputStream body) throws IOException {
			long length = 0;
			byte[] buffer = new byte[10_000];
			for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
				length += count;
			}
			return String.valueOf(length);
		}

		@FastCgiHandler("/stream-of-request")
		String streamOfRequest(FastCgiRequest request) throws IOException {
			String first = new String(request.body().readNBytes(1), StandardCharsets.UTF_8);
			return first + new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
		}

		@FastCgiHandler("/stream-and-form")
		String streamAndForm(InputStream body, @RequestParam String a) throws IOException {
			return a + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8);
		}

		@FastCgiHandler("/trust")
		String trust(@CgiParam("REMOTE_ADDR") String address, @CgiParam("HTTPS") @Nullable String https,
				@CgiParam(name = "REDIRECT_STATUS", required = false) String redirect,
				@RequestHeader("Remote-Addr") String header, HttpHeaders headers) {
			return String.join(" ", address, https, redirect, header, headers.getFirst("Proxy"));
		}

		@FastCgiHandler("/uri/**")
		String uri(URI uri) {
			return uri.toString().toLowerCase(Locale.ROOT);
		}

	}

	record Person(String name, int age) {

	}

}
