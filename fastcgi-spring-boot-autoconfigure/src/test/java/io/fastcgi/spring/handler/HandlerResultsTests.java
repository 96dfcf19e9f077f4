package io.fastcgi.spring.handler;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.Execution;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for every kind of result, over a socket.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HandlerResultsTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.of(Direct.class, OnEventLoop.class, InStages.class, Others.class);
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
	void writesTheSameResultWhereverTheHandlerRuns(FastCgiTestClient client) {
		for (String style : List.of("/direct", "/event-loop", "/staged")) {
			assertResponse(client.get(style + "/text").send(), "text/plain;charset=UTF-8", "grüße");
			assertResponse(client.get(style + "/bytes").send(), "application/octet-stream", "abc");
			assertResponse(client.get(style + "/json").send(), "application/json",
					"{\"name\":\"Ann\",\"tags\":[\"a\"]}");
			assertResponse(client.get(style + "/resource").send(), "text/csv", "a;b");
			assertThat(client.get(style + "/entity").send()).satisfies((response) -> {
				assertThat(response.status()).isEqualTo(201);
				assertThat(response.header("Location")).isEqualTo("/x");
				assertThat(response.headers().get("X-Multiple")).containsExactly("1", "2");
				assertThat(response.bodyAsString()).isEqualTo("{\"name\":\"Bob\",\"tags\":[]}");
			});
			assertResponse(client.get(style + "/nothing").send(), null, "");
			assertResponse(client.get(style + "/large").send(), "application/octet-stream", "x".repeat(1 << 20));
		}
	}

	private static void assertResponse(TestResponse response, @Nullable String contentType, String body) {
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).isEqualTo(contentType);
		assertThat(response.bodyAsString()).isEqualTo(body);
		assertThat(response.appStatus()).isZero();
		if (body.length() < 16_000) {
			assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(response.body().length));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/direct/text", "/direct/json", "/direct/resource", "/direct/large", "/staged/bytes",
			"/event-loop/large", "/others/stream" })
	void answersHeadLikeGetWithoutTheBody(String path) {
		TestResponse get = application.client().get(path).send();
		application.clients().forEach((client) -> {
			TestResponse head = client.method("HEAD", path).send();
			assertThat(head.body()).isEmpty();
			assertThat(head.status()).isEqualTo(200);
			assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(get.body().length));
			assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
		});
	}

	@Test
	void keepsTheLengthThatAHandlerGivesForHeadOnly() {
		assertThat(application.client().method("HEAD", "/others/announced").send().header("Content-Length"))
			.isEqualTo("99");
		TestResponse get = application.client().get("/others/announced").send();
		assertThat(get.headers().get("Content-Length")).containsExactly("0");
		assertThat(application.client().get("/others/lie").send().headers().get("Content-Length")).containsExactly("4");
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 304 })
	void sendsNoBodyWhereTheStatusAllowsNone(int status) {
		TestResponse response = application.client().get("/others/status/" + status).send();
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.body()).isEmpty();
		assertThat(response.header("Content-Length")).isNull();
	}

	@Test
	void sendsWhatAStatusWithoutReasonSays() {
		TestResponse response = application.client().get("/others/status/299").send();
		assertThat(response.status()).isEqualTo(299);
		assertThat(response.bodyAsString()).isEqualTo("body");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void writesAProblem(FastCgiTestClient client) {
		TestResponse response = client.get("/others/problem").header("Accept", "text/html").send();
		assertThat(response.status()).isEqualTo(409);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(response.bodyAsString()).contains("\"detail\":\"taken\"");
		assertThat(client.get("/others/problem-entity").send().status()).isEqualTo(410);
	}

	@Test
	void writesWhatIsStreamedWithTheTypeOfTheAnnotation() {
		assertResponse(application.client().get("/others/stream").send(), "text/csv", "1;2\n");
		assertResponse(application.client().get("/others/staged-stream").send(), "text/csv", "1;2\n");
		assertResponse(application.client().get("/others/untyped-stream").send(), "application/octet-stream", "x");
	}

	@Test
	void saysTheCharsetOfText() {
		assertResponse(application.client().get("/others/html").send(), "text/html;charset=UTF-8", "<p>ü");
		TestResponse latin = application.client().get("/others/latin").send();
		assertThat(latin.header("Content-Type")).isEqualTo("text/plain;charset=ISO-8859-1");
		assertThat(latin.body()).isEqualTo("ü".getBytes(StandardCharsets.ISO_8859_1));
	}

	@Test
	void writesGenericAndDynamicTypes() {
		FastCgiTestClient client = application.client();
		assertResponse(client.get("/others/list").send(), "application/json", "[{\"name\":\"a\",\"tags\":[]}]");
		assertResponse(client.get("/others/wildcard").send(), "application/json", "{\"a\":1}");
		assertResponse(client.get("/others/object").send(), "text/plain;charset=UTF-8", "text");
		assertResponse(client.get("/others/dynamic-entity").send(), "text/plain;charset=UTF-8", "entity");
		assertResponse(client.get("/others/number").send(), "application/json", "7");
	}

	@Test
	void leavesOutHeadersThatBelongToTheConnectionOfTheClient() {
		TestResponse response = application.client().get("/others/hop-by-hop").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.headers()).containsOnlyKeys("Status", "Content-Type", "Content-Length", "X-End-To-End");
	}

	@Test
	void sendsAFileAsWhatItIsWhateverTheClientWouldLike() {
		TestResponse response = application.client()
			.get("/direct/resource")
			.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
			.send();
		assertThat(response.header("Content-Type")).isEqualTo("text/csv");
	}

	@FastCgiHandler("/direct")
	static class Direct {

		@FastCgiHandler("/text")
		String text() {
			return "grüße";
		}

		@FastCgiHandler("/bytes")
		byte[] bytes() {
			return "abc".getBytes(StandardCharsets.UTF_8);
		}

		@FastCgiHandler("/json")
		Person json() {
			return new Person("Ann", List.of("a"));
		}

		@FastCgiHandler("/resource")
		Resource resource() {
			return new ByteArrayResource("a;b".getBytes(StandardCharsets.UTF_8)) {

				@Override
				public String getFilename() {
					return "table.csv";
				}

			};
		}

		@FastCgiHandler("/entity")
		ResponseEntity<Person> entity() {
			return ResponseEntity.created(URI.create("/x"))
				.header("X-Multiple", "1", "2")
				.body(new Person("Bob", List.of()));
		}

		@FastCgiHandler("/nothing")
		void nothing() {
		}

		@FastCgiHandler("/large")
		byte[] large() {
			byte[] large = new byte[1 << 20];
			Arrays.fill(large, (byte) 'x');
			return large;
		}

	}

	@FastCgiHandler(path = "/event-loop", execution = Execution.NON_BLOCKING)
	static class OnEventLoop {

		private final Direct direct = new Direct();

		@FastCgiHandler("/text")
		CharSequence text() {
			return new StringBuilder(this.direct.text());
		}

		@FastCgiHandler("/bytes")
		byte[] bytes() {
			return this.direct.bytes();
		}

		@FastCgiHandler("/json")
		Object json() {
			return this.direct.json();
		}

		@FastCgiHandler("/resource")
		Resource resource() {
			return this.direct.resource();
		}

		@FastCgiHandler("/entity")
		ResponseEntity<?> entity() {
			return this.direct.entity();
		}

		@FastCgiHandler("/nothing")
		@Nullable String nothing() {
			return null;
		}

		@FastCgiHandler("/large")
		byte[] large() {
			return this.direct.large();
		}

	}

	@FastCgiHandler("/staged")
	static class InStages {

		private final Direct direct = new Direct();

		@FastCgiHandler("/text")
		CompletionStage<String> text() {
			return CompletableFuture.supplyAsync(this.direct::text);
		}

		@FastCgiHandler("/bytes")
		CompletableFuture<byte[]> bytes() {
			return CompletableFuture.completedFuture(this.direct.bytes());
		}

		@FastCgiHandler("/json")
		CompletionStage<Person> json() {
			return CompletableFuture.supplyAsync(this.direct::json);
		}

		@FastCgiHandler(path = "/resource", execution = Execution.BLOCKING)
		CompletionStage<Resource> resource() {
			return CompletableFuture.supplyAsync(this.direct::resource);
		}

		@FastCgiHandler("/entity")
		CompletionStage<ResponseEntity<Person>> entity() {
			return CompletableFuture.supplyAsync(this.direct::entity);
		}

		@FastCgiHandler("/nothing")
		CompletionStage<Void> nothing() {
			return CompletableFuture.runAsync(this.direct::nothing);
		}

		@FastCgiHandler("/large")
		CompletionStage<byte[]> large() {
			return CompletableFuture.supplyAsync(this.direct::large);
		}

	}

	@FastCgiHandler("/others")
	static class Others {

		@FastCgiHandler("/announced")
		ResponseEntity<Void> announced() {
			return ResponseEntity.ok().contentLength(99).build();
		}

		@FastCgiHandler("/lie")
		ResponseEntity<String> lie() {
			return ResponseEntity.ok().contentLength(99).body("four");
		}

		@FastCgiHandler("/status/{status}")
		ResponseEntity<String> status(@PathVariable int status) {
			return ResponseEntity.status(status).body("body");
		}

		@FastCgiHandler("/problem")
		ProblemDetail problem() {
			return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "taken");
		}

		@FastCgiHandler("/problem-entity")
		ResponseEntity<ProblemDetail> problemEntity() {
			return ResponseEntity.status(HttpStatus.GONE).body(problem());
		}

		@FastCgiHandler(path = "/stream", produces = "text/csv")
		void stream(OutputStream out) throws IOException {
			out.write("1;2".getBytes(StandardCharsets.UTF_8));
			out.write('\n');
		}

		@FastCgiHandler(path = "/staged-stream", produces = { "text/*", "text/csv" }, execution = Execution.BLOCKING)
		CompletionStage<Void> stagedStream(OutputStream out) throws IOException {
			stream(out);
			return CompletableFuture.completedFuture(null);
		}

		@FastCgiHandler("/untyped-stream")
		void untypedStream(OutputStream out) throws IOException {
			out.write('x');
			out.close();
		}

		@FastCgiHandler(path = "/html", produces = MediaType.TEXT_HTML_VALUE)
		String html() {
			return "<p>ü";
		}

		@FastCgiHandler(path = "/latin", produces = "text/plain;charset=ISO-8859-1")
		String latin() {
			return "ü";
		}

		@FastCgiHandler("/list")
		ResponseEntity<List<Person>> list() {
			return ResponseEntity.ok(List.of(new Person("a", List.of())));
		}

		@FastCgiHandler("/wildcard")
		ResponseEntity<?> wildcard() {
			return ResponseEntity.ok(Map.of("a", 1));
		}

		@FastCgiHandler("/object")
		Object object() {
			return "text";
		}

		@FastCgiHandler("/dynamic-entity")
		Object dynamicEntity() {
			return ResponseEntity.ok("entity");
		}

		@FastCgiHandler("/number")
		int number() {
			return 7;
		}

		@FastCgiHandler("/hop-by-hop")
		ResponseEntity<String> hopByHop() {
			return ResponseEntity.ok()
				.header("Connection", "close")
				.header("Transfer-Encoding", "chunked")
				.header("Keep-Alive", "1")
				.header("status", "500 Smuggled")
				.header("X-End-To-End", "yes")
				.body("x");
		}

	}

	record Person(String name, List<String> tags) {

	}

}
