package io.fastcgi.spring.handler;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.Execution;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for results that are sent piece by piece.
 *
 * @author FastCGI Spring Boot maintainers
 */
class StreamedResultsTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.with(List.of("fastcgi.server.executor.threads=2"), Streams.class);
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
	void sendsElementsInTheFormatThatTheClientWants(FastCgiTestClient client) {
		TestResponse json = client.get("/flux").send();
		assertThat(json.header("Content-Type")).isEqualTo("application/json");
		assertThat(json.bodyAsString()).isEqualTo("[{\"n\":1},{\"n\":2}]");
		assertThat(json.header("Content-Length")).isEqualTo("17");
		TestResponse lines = client.get("/flux").header("Accept", "application/x-ndjson").send();
		assertThat(lines.bodyAsString()).isEqualTo("{\"n\":1}\n{\"n\":2}\n");
		assertThat(lines.header("X-Accel-Buffering")).isEqualTo("no");
		TestResponse events = client.get("/flux").header("Accept", "text/event-stream").send();
		assertThat(events.header("Content-Type")).isEqualTo("text/event-stream");
		assertThat(events.header("X-Accel-Buffering")).isEqualTo("no");
		assertThat(events.header("Cache-Control")).isEqualTo("no-cache");
		assertThat(events.bodyAsString()).isEqualTo("data:{\"n\":1}\n\ndata:{\"n\":2}\n\n");
		assertThat(client.get("/flux").header("Accept", "image/png").send().status()).isEqualTo(406);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/stream         | application/json         | [{"n":1},{"n":2},{"n":3}]
			/empty          | application/json         | []
			/strings        | text/plain;charset=UTF-8 | aüb
			/bytes          | application/octet-stream | abc
			/buffers        | application/octet-stream | abc
			/flow           | text/plain;charset=UTF-8 | abc
			/entity         | application/json         | [{"n":1}]
			/mono-of-stream | application/json         | [{"n":4}]
			/string-array   | application/json         | ["a","b\\"c"]
			/callback       | text/csv                 | a;b
			/callable       | text/plain;charset=UTF-8 | called
			/mono           | application/json         | {"n":7}
			/mono-entity    | application/json         | {"n":8}
			/mono-later     | text/plain;charset=UTF-8 | later
			""")
	void sendsWhatever(String path, String contentType, String body) {
		TestResponse response = application.client().get(path).send();
		assertThat(response.bodyAsString()).isEqualTo(body);
		assertThat(response.header("Content-Type")).isEqualTo(contentType);
		assertThat(response.appStatus()).isZero();
		assertThat(response.header("X-Accel-Buffering")).isNull();
	}

	@Test
	void hasNothingForAPublisherWithoutAValue() {
		TestResponse empty = application.client().get("/mono-empty").send();
		assertThat(empty.status()).isEqualTo(200);
		assertThat(empty.body()).isEmpty();
		assertThat(application.client().get("/mono-void").send().body()).isEmpty();
	}

	@Test
	void writesAllFieldsOfAnEvent() {
		assertThat(application.client().get("/events").send().bodyAsString()).isEqualTo("""
				:

				:hello
				:there

				id:7
				event:note
				retry:1500
				data:a
				data:b
				data:

				data:{"n":1}

				""");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void sendsAnEventWhenItHappens(FastCgiTestClient client) {
		Streams streams = application.bean(Streams.class);
		String events = client.get("/live").sendAndStream((response) -> {
			String opening = text(response.body(), ":\n\n".length());
			streams.live.submit("one");
			String first = text(response.body(), "data:one\n\n".length());
			streams.live.submit("two");
			return opening + first + text(response.body(), "data:two\n\n".length());
		});
		assertThat(events).isEqualTo(":\n\ndata:one\n\ndata:two\n\n");
	}

	private static String text(InputStream body, int length) throws IOException {
		return new String(body.readNBytes(length), StandardCharsets.UTF_8);
	}

	@Test
	void asksForNoMoreThanTheFrontEndTakes() {
		Streams streams = application.bean(Streams.class);
		application.client().get("/endless").sendAndStream((response) -> {
			response.body().readNBytes(100_000);
			return null;
		});
		assertThat(streams.next(streams.cancelled)).isEqualTo("endless");
		// Each element has 1000 bytes, and no buffer on the way is larger than a few MB.
		assertThat(streams.produced.get()).isBetween(100L, 20_000L);
	}

	@Test
	void cancelsWhenTheRequestIsAborted() {
		Streams streams = application.bean(Streams.class);
		try (FastCgiTestConnection connection = application.client().connect()) {
			for (String path : List.of("/never", "/mono-never", "/live-never")) {
				connection.send(1, application.client().get(path));
				assertThat(streams.next(streams.subscribed)).isEqualTo(path);
				connection.abort(1);
				connection.readResponse(1);
				assertThat(streams.next(streams.cancelled)).isEqualTo(path);
			}
		}
	}

	@Test
	void occupiesNoThreadWhileItWaits() {
		try (FastCgiTestConnection connection = application.client().connect()) {
			for (int id = 1; id <= 20; id++) {
				connection.send(id, application.client().get((id % 2 == 0) ? "/gate" : "/gate-stream"));
			}
			assertThat(application.client().get("/callable").send().bodyAsString()).isEqualTo("called");
			application.bean(Streams.class).gate.countDown();
			for (int id = 1; id <= 20; id++) {
				assertThat(connection.readResponse(id).bodyAsString()).isEqualTo("open");
			}
		}
	}

	@Test
	void closesAStream() {
		Streams streams = application.bean(Streams.class);
		application.client().get("/closing").send();
		assertThat(streams.next(streams.cancelled)).isEqualTo("closed");
	}

	@Test
	void closesAStreamThatNobodyReads() throws Exception {
		Streams streams = application.bean(Streams.class);
		try (FastCgiTestConnection connection = application.client().connect()) {
			connection.send(1, application.client().get("/busy")).send(2, application.client().get("/busy"));
			assertThat(streams.next(streams.subscribed)).isEqualTo("busy");
			assertThat(streams.next(streams.subscribed)).isEqualTo("busy");
			connection.send(3, application.client().get("/closing-later"));
			assertThat(streams.next(streams.subscribed)).isEqualTo("closing-later");
			connection.abort(3);
			connection.readResponse(3);
			streams.idle.countDown();
			assertThat(streams.next(streams.cancelled)).isEqualTo("closed");
			assertThat(connection.readResponse(1).status()).isEqualTo(200);
			assertThat(connection.readResponse(2).status()).isEqualTo(200);
		}
	}

	/**
	 * CGI-13.
	 */
	@ParameterizedTest
	@CsvSource({ "/endless", "/callback", "/stream", "/live" })
	void producesNothingForHead(String path) {
		TestResponse response = application.client().method("HEAD", path).send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
		assertThat(response.header("Content-Length")).isNull();
		assertThat(response.header("Content-Type")).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/handled-events", "/handled-late" })
	void letsAnExceptionHandlerAnswerForAPublisherThatFailsAtOnce(String path) {
		TestResponse response = application.client().get(path).send();
		assertThat(response.status()).isEqualTo(409);
		assertThat(response.bodyAsString()).isEqualTo("handled: failed");
		assertThat(response.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
		assertThat(response.appStatus()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "/error-first, 418", "/error-event, 418", "/error-early, 500", "/error-mono, 418",
			"/error-callback, 418", "/error-stream, 500", "/error-callable, 418" })
	void answersAnErrorThatComesBeforeTheResponse(String path, int status) {
		TestResponse response = application.client().get(path).send();
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(response.appStatus()).isZero();
		assertThat(application.recorder().nextOutcome(status).error()).isNotNull();
	}

	record Number(int n) {

	}

	@FastCgiHandler
	static class Streams {

		private final BlockingQueue<String> subscribed = new LinkedBlockingQueue<>();

		private final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();

		private final AtomicLong produced = new AtomicLong();

		private final CountDownLatch idle = new CountDownLatch(1);

		private final CountDownLatch gate = new CountDownLatch(1);

		private final SubmissionPublisher<String> live = new SubmissionPublisher<>();

		String next(BlockingQueue<String> queue) {
			try {
				return queue.poll(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private <T> Flux<T> never(String name) {
			return Flux.<T>never()
				.doOnSubscribe((subscription) -> this.subscribed.add(name))
				.doOnCancel(() -> this.cancelled.add(name));
		}

		@FastCgiHandler("/flux")
		Flux<Number> flux() {
			return Flux.range(1, 2).map(Number::new);
		}

		@FastCgiHandler("/stream")
		Stream<Number> stream() {
			return IntStream.rangeClosed(1, 3).mapToObj(Number::new);
		}

		@FastCgiHandler("/empty")
		Flux<Number> empty() {
			return Flux.empty();
		}

		@FastCgiHandler("/strings")
		Flux<String> strings() {
			return Flux.just("a", "ü", "b");
		}

		@FastCgiHandler("/bytes")
		Flux<byte[]> bytes() {
			return Flux.just(new byte[] { 'a', 'b' }, new byte[] { 'c' });
		}

		@FastCgiHandler("/buffers")
		Stream<ByteBuffer> buffers() {
			return Stream.of(ByteBuffer.wrap(new byte[] { 'a', 'b' }), ByteBuffer.allocateDirect(1).put(0, (byte) 'c'));
		}

		@FastCgiHandler("/flow")
		Flow.Publisher<String> flow() {
			SubmissionPublisher<String> publisher = new SubmissionPublisher<>();
			return (subscriber) -> {
				publisher.subscribe(subscriber);
				List.of("a", "b", "c").forEach(publisher::submit);
				publisher.close();
			};
		}

		@FastCgiHandler("/entity")
		ResponseEntity<Flux<Number>> entity() {
			return ResponseEntity.ok(Flux.just(new Number(1)));
		}

		@FastCgiHandler("/mono-of-stream")
		Mono<ResponseEntity<Stream<Number>>> monoOfStream() {
			return Mono.just(ResponseEntity.ok(Stream.of(new Number(4))));
		}

		@FastCgiHandler(path = "/string-array", produces = "application/json")
		Flux<String> stringArray() {
			return Flux.just("a", "b\"c");
		}

		@FastCgiHandler(path = "/callback", produces = "text/csv")
		StreamingBody callback() {
			return (body) -> body.write("a;b".getBytes(StandardCharsets.UTF_8));
		}

		@FastCgiHandler("/callable")
		Callable<String> callable() {
			return () -> "called";
		}

		@FastCgiHandler("/mono")
		Mono<Number> mono() {
			return Mono.just(new Number(7));
		}

		@FastCgiHandler("/mono-entity")
		Mono<ResponseEntity<Number>> monoEntity() {
			return Mono.just(ResponseEntity.ok(new Number(8)));
		}

		@FastCgiHandler("/mono-later")
		Mono<String> monoLater() {
			return Mono.just("later").publishOn(Schedulers.parallel());
		}

		@FastCgiHandler("/mono-empty")
		Mono<Number> monoEmpty() {
			return Mono.empty();
		}

		@FastCgiHandler("/mono-void")
		Mono<Void> monoVoid() {
			return Mono.empty();
		}

		@FastCgiHandler("/events")
		Stream<ServerSentEvent<Object>> events() {
			return Stream.of(ServerSentEvent.builder().comment("hello\nthere").build(),
					ServerSentEvent.builder()
						.id("7")
						.event("note")
						.retry(Duration.ofMillis(1500))
						.data((Object) "a\r\nb\n")
						.build(),
					ServerSentEvent.builder((Object) new Number(1)).build());
		}

		@FastCgiHandler(path = "/live", produces = "text/event-stream")
		Flow.Publisher<String> live() {
			return this.live;
		}

		@FastCgiHandler("/endless")
		Flux<byte[]> endless() {
			this.produced.set(0);
			return Flux.<byte[]>generate((sink) -> {
				this.produced.incrementAndGet();
				sink.next(new byte[1000]);
			}).doOnCancel(() -> this.cancelled.add("endless"));
		}

		@FastCgiHandler("/never")
		Flux<Number> never() {
			return never("/never");
		}

		@FastCgiHandler("/mono-never")
		Mono<Number> monoNever() {
			return this.<Number>never("/mono-never").next();
		}

		@FastCgiHandler(path = "/live-never", produces = "text/event-stream")
		Flux<String> liveNever() {
			return never("/live-never");
		}

		@FastCgiHandler("/gate")
		Mono<String> gate() {
			return Mono.fromCallable(this::open).subscribeOn(Schedulers.boundedElastic());
		}

		@FastCgiHandler("/gate-stream")
		Flux<String> gateStream() {
			return gate().flux();
		}

		private String open() throws InterruptedException {
			this.gate.await(10, TimeUnit.SECONDS);
			return "open";
		}

		@FastCgiHandler("/closing")
		Stream<String> closing() {
			return Stream.of("a").onClose(() -> this.cancelled.add("closed"));
		}

		@FastCgiHandler("/handled-events")
		Flux<ServerSentEvent<String>> handledEvents() {
			return Flux.error(new Conflict());
		}

		@FastCgiHandler("/handled-late")
		Flow.Publisher<Conflicting> handledLate() {
			return (subscriber) -> subscriber.onSubscribe(new Flow.Subscription() {

				@Override
				public void request(long count) {
					subscriber.onNext(new Conflicting());
					subscriber.onComplete();
				}

				@Override
				public void cancel() {
				}

			});
		}

		@ExceptionHandler({ Conflict.class, HttpMessageNotWritableException.class })
		@ResponseStatus(HttpStatus.CONFLICT)
		String handle(Exception ex) {
			return "handled: failed";
		}

		@FastCgiHandler("/busy")
		void busy() throws InterruptedException {
			this.subscribed.add("busy");
			this.idle.await(10, TimeUnit.SECONDS);
		}

		@FastCgiHandler(path = "/closing-later", execution = Execution.NON_BLOCKING)
		Stream<String> closingLater() {
			this.subscribed.add("closing-later");
			return closing();
		}

		@FastCgiHandler("/error-first")
		Flux<String> errorFirst() {
			return Flux.error(new Teapot());
		}

		@FastCgiHandler("/error-event")
		Flux<ServerSentEvent<String>> errorEvent() {
			return Flux.error(new Teapot());
		}

		@FastCgiHandler("/error-early")
		Flux<Number> errorEarly() {
			return Flux.just(new Number(1)).concatWith(Mono.error(new IllegalStateException("early")));
		}

		@FastCgiHandler("/error-mono")
		Mono<String> errorMono() {
			return Mono.error(new Teapot());
		}

		@FastCgiHandler("/error-callback")
		StreamingBody errorCallback() {
			return (body) -> {
				body.write(1);
				throw new Teapot();
			};
		}

		@FastCgiHandler("/error-stream")
		Stream<Number> errorStream() {
			return Stream.of(1).map((n) -> {
				throw new IllegalStateException("stream");
			});
		}

		@FastCgiHandler("/error-callable")
		Callable<String> errorCallable() {
			return () -> {
				throw new Teapot();
			};
		}

	}

	static class Conflict extends RuntimeException {

	}

	static class Conflicting {

		@JsonProperty
		String value() {
			throw new Conflict();
		}

	}

	static class Teapot extends ResponseStatusException {

		Teapot() {
			super(HttpStatus.I_AM_A_TEAPOT);
		}

	}

}
