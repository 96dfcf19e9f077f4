package io.fastcgi.spring.handler;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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
import org.springframework.http.ResponseEntity;

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
		application = TestApplication.of(Direct.class, OnEventLoop.class, InStages.class);
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
			"/event-loop/large" })
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

	record Person(String name, List<String> tags) {

	}

}
