package io.fastcgi.spring.handler;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is made of results, over a socket.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HandlerResponsesTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.of(Others.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	static Stream<FastCgiTestClient> clients() {
		return application.clients();
	}

	/**
	 * CGI-13.
	 */
	@Test
	void countsWhatIsStreamedForHead() {
		TestResponse head = application.client().method("HEAD", "/others/stream").send();
		assertThat(head.body()).isEmpty();
		assertThat(head.header("Content-Length")).isEqualTo("4");
	}

	@Test
	void keepsTheLengthThatAHandlerGivesForHeadOnly() {
		assertThat(application.client().method("HEAD", "/others/announced").send().header("Content-Length"))
			.isEqualTo("99");
		TestResponse get = application.client().get("/others/announced").send();
		assertThat(get.headers().get("Content-Length")).containsExactly("0");
		assertThat(application.client().get("/others/lie").send().headers().get("Content-Length")).containsExactly("4");
	}

	/**
	 * CGI-13.
	 */
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

	/**
	 * CGI-3.
	 */
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

	/**
	 * CGI-8, CGI-10, CGI-11.
	 */
	@Test
	void leavesOutHeadersThatBelongToTheConnectionOfTheClient() {
		TestResponse response = application.client().get("/others/hop-by-hop").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.headers()).containsOnlyKeys("Status", "Content-Type", "Content-Length", "X-End-To-End");
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
