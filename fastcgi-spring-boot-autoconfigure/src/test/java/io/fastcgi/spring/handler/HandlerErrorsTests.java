package io.fastcgi.spring.handler;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.Execution;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.json.JsonContent;
import org.springframework.test.json.JsonContentAssert;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for requests that are not served, over a socket.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class HandlerErrorsTests {

	private static final String SECRET = "jdbc:secret";

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.with(List.of("fastcgi.server.max-gathered-body=1KB"), Handlers.class,
				OnEventLoop.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	static Stream<FastCgiTestClient> clients() {
		return application.clients();
	}

	@BeforeEach
	void clear() {
		application.recorder().clear();
	}

	@ParameterizedTest
	@CsvSource({ "GET,/unknown,404", "GET,/number?n=x,400", "GET,/number,400", "GET,/%zz,400", "GET,/a/../number,400",
			"DELETE,/number,405", "GET,/status,418", "GET,/json,406", "POST,/person,400" })
	void answersWithAProblemWhateverIsAccepted(String method, String target, int status) {
		application.clients().forEach((client) -> {
			TestResponse response = client.method(method, target).header("Accept", "image/png").send();
			assertThat(response.status()).isEqualTo(status);
			assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
			json(response).extractingPath("$.status").isEqualTo(status);
			json(response).extractingPath("$.detail").asString().isNotEmpty();
		});
	}

	/**
	 * CGI-19.
	 */
	@Test
	void saysWhatIsAllowedAndAccepted() {
		FastCgiTestClient client = application.client();
		assertThat(client.method("DELETE", "/number").send().header("Allow").split(", ?|,"))
			.containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
		assertThat(client.method("OPTIONS", "/number").send()).satisfies((response) -> {
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.header("Allow")).contains("GET", "HEAD", "OPTIONS");
			assertThat(response.header("Content-Length")).isEqualTo("0");
		});
		assertThat(client.method("OPTIONS", "/unknown").send().status()).isEqualTo(404);
		assertThat(client.get("/json").header("Accept", "image/png").send().header("Accept"))
			.contains("application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/fail", "/event-loop/fail", "/event-loop/staged", "/event-loop/later", "/error",
			"/event-loop/wrapped" })
	void hidesWhyAHandlerFailed(String path, CapturedOutput output) {
		application.clients().forEach((client) -> {
			TestResponse response = client.get(path).send();
			assertThat(response.status()).isEqualTo(500);
			assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
			assertThat(response.toString()).doesNotContain(SECRET)
				.doesNotContain("Exception")
				.doesNotContain("io.fast");
			RequestOutcome outcome = application.recorder().nextOutcome();
			assertThat(outcome.status()).isEqualTo(500);
			assertThat(outcome.error()).hasMessage(SECRET);
			assertThat(outcome.aborted()).isFalse();
		});
		assertThat(application.recorder().hasMore()).isFalse();
		assertThat(output).contains("Handler failed for GET " + path).contains(SECRET);
	}

	@Test
	void doesNotLogWhatTheClientDidWrong(CapturedOutput output) {
		application.client().get("/number?n=x").send();
		application.client().get("/unknown").send();
		assertThat(output).doesNotContain("Handler failed");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void refusesABodyThatIsTooLong(FastCgiTestClient client) {
		TestRequest request = client.post("/person").contentType("application/json").body(new byte[1025]);
		assertThat(request.send().status()).isEqualTo(413);
		assertThat(client.post("/number").contentType("application/x-www-form-urlencoded").body("n=1").send().status())
			.isEqualTo(405);
	}

	@Test
	void refusesABodyThatTurnsOutToBeTooLong() {
		TestRequest request = application.client()
			.post("/person")
			.contentType("application/json")
			.body(new ByteArrayInputStream(new byte[100_000]), -1);
		assertThat(request.send().status()).isEqualTo(413);
	}

	@Test
	void refusesABodyThatIsShorterThanAnnounced() {
		TestResponse response = person(application.client(), "{}").param("CONTENT_LENGTH", "99").send();
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.bodyAsString()).contains("not as long as announced");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[]", "", "{\"name\":1,\"age\":\"x\"}", "null", "\u0000" })
	void refusesABodyThatCannotBeRead(String body) {
		application.clients().forEach((client) -> {
			TestResponse response = person(client, body).send();
			assertThat(response.status()).isEqualTo(400);
			assertThat(response.bodyAsString()).doesNotContain("tools.jackson").doesNotContain("Person");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "text/plain;charset=nonsense", "*/*", "application/*", "image/png", "" })
	void refusesABodyOfAnotherType(String contentType) {
		TestResponse response = person(application.client(), "{}").contentType(contentType).send();
		assertThat(response.status()).isEqualTo(415);
	}

	@ParameterizedTest
	@MethodSource("clients")
	void listsWhatIsNotValid(FastCgiTestClient client) {
		TestResponse response = person(client, "{\"name\":\" \",\"age\":-1}").send();
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		json(response).extractingPath("$.errors[*].field").asArray().containsExactlyInAnyOrder("name", "age");
		json(response).extractingPath("$.errors[*].message")
			.asArray()
			.containsExactlyInAnyOrder("must not be blank", "must be greater than or equal to 0");
	}

	private static TestRequest person(FastCgiTestClient client, String body) {
		return client.post("/person").contentType("application/json").body(body);
	}

	/**
	 * SEC-28, CGI-21.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/inject?value=a%0D%0ASet-Cookie:%20x", "/inject?value=a%0Ab", "/inject?value=a%00b",
			"/inject-name" })
	void refusesToSplitTheResponse(String target, CapturedOutput output) {
		application.clients().forEach((client) -> {
			TestResponse response = client.get(target).send();
			assertThat(response.status()).isEqualTo(500);
			assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
			assertThat(response.toString()).doesNotContain("Set-Cookie").doesNotContain("X-Injected");
		});
		assertThat(output).contains("Handler failed for GET /inject");
	}

	/**
	 * PT-32.
	 */
	@ParameterizedTest
	@MethodSource("clients")
	void breaksOffAResponseThatHadBegun(FastCgiTestClient client, CapturedOutput output) {
		String begun = client.get("/begin").sendAndStream((response) -> {
			assertThat(response.status()).isEqualTo(200);
			byte[] body = response.body().readNBytes(5);
			assertThatException().isThrownBy(response.body()::read).withMessageContaining("Connection reset");
			return new String(body, StandardCharsets.UTF_8);
		});
		assertThat(begun).isEqualTo("begun");
		assertThat(application.recorder().nextFailure()).hasMessage(SECRET);
		assertThat(application.recorder().nextOutcome(200).error()).hasMessage(SECRET);
		assertThat(output).contains(SECRET);
	}

	@ParameterizedTest
	@MethodSource("clients")
	void replacesWhatWasNotSent(FastCgiTestClient client, CapturedOutput output) {
		TestResponse response = client.get("/write").send();
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.bodyAsString()).doesNotContain("half");
		assertThat(response.appStatus()).isZero();
	}

	@Test
	void answersWhenAnObservationFails(CapturedOutput output) {
		application.recorder().failInScope(new IllegalStateException(SECRET));
		try {
			assertThat(application.client().get("/number?n=1").send().status()).isEqualTo(500);
			assertThat(application.client().get("/event-loop/fail").send().status()).isEqualTo(500);
			assertThat(person(application.client(), "{\"name\":\"x\"}").send().status()).isEqualTo(500);
		}
		finally {
			application.recorder().failInScope(null);
		}
	}

	private static JsonContentAssert json(TestResponse response) {
		return new JsonContentAssert(new JsonContent(response.bodyAsString()));
	}

	@FastCgiHandler
	static class Handlers {

		@FastCgiHandler(path = "/number", method = RequestMethod.GET)
		String number(@RequestParam int n) {
			return String.valueOf(n);
		}

		@FastCgiHandler("/fail")
		String fail() {
			throw new IllegalStateException(SECRET);
		}

		@FastCgiHandler("/error")
		String error() {
			throw new AssertionError(SECRET);
		}

		@FastCgiHandler("/status")
		String status() {
			throw new ResponseStatusException(HttpStatus.I_AM_A_TEAPOT, "Tea only");
		}

		@FastCgiHandler(path = "/json", produces = "application/json")
		String json() {
			return "{}";
		}

		@FastCgiHandler(path = "/person", method = RequestMethod.POST)
		String person(@Valid @RequestBody Person person) {
			return person.name();
		}

		@FastCgiHandler("/inject")
		ResponseEntity<String> inject(@RequestParam String value) {
			return ResponseEntity.ok().header("X-Injected", value).body("x");
		}

		@FastCgiHandler("/inject-name")
		ResponseEntity<String> injectName() {
			return ResponseEntity.ok().header("X-Injected: a\r\nSet-Cookie", "x").body("x");
		}

		@FastCgiHandler(path = "/begin", produces = "text/plain")
		void begin(OutputStream out) throws IOException {
			out.write("begun".getBytes(StandardCharsets.UTF_8));
			out.flush();
			throw new IllegalStateException(SECRET);
		}

		@FastCgiHandler(path = "/write", produces = "text/plain")
		void write(OutputStream out) throws IOException {
			out.write("half".getBytes(StandardCharsets.UTF_8));
			throw new IllegalStateException(SECRET);
		}

	}

	@FastCgiHandler(path = "/event-loop", execution = Execution.NON_BLOCKING)
	static class OnEventLoop {

		@FastCgiHandler("/fail")
		String fail() {
			throw new IllegalStateException(SECRET);
		}

		@FastCgiHandler("/staged")
		CompletionStage<String> staged() {
			return CompletableFuture.failedFuture(new IllegalStateException(SECRET));
		}

		@FastCgiHandler("/later")
		CompletionStage<String> later() {
			return CompletableFuture.supplyAsync(this::fail);
		}

		@FastCgiHandler("/wrapped")
		CompletionStage<String> wrapped() {
			return CompletableFuture.supplyAsync(this::fail).thenApply(String::trim).thenApply(String::trim);
		}

	}

	record Person(@NotBlank String name, @Min(0) int age) {

	}

}
