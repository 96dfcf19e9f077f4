package io.fastcgi.spring.handler;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.fastcgi.engine.exchange.InputIncompleteException;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for bodies that are taken as publishers, over a socket.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ReactiveBodyTests {

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.of(Handlers.class);
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
	void publishesABodyOfAnyLength(FastCgiTestClient client) {
		byte[] body = new byte[3_000_000];
		for (String path : List.of("/buffers", "/arrays", "/flow")) {
			assertThat(client.post(path).body(body).send().bodyAsString()).isEqualTo("3000000 fastcgi-io");
			assertThat(client.post(path).send().bodyAsString()).isEqualTo("0 fastcgi-io");
		}
	}

	@ParameterizedTest
	@MethodSource("clients")
	void publishesTextHoweverItIsCut(FastCgiTestClient client) {
		String text = "ü€\uD83D\uDE00".repeat(1000);
		for (int max : new int[] { 1, 3, 7 }) {
			String target = (max == 1) ? text.substring(0, 40) : text;
			assertThat(client.chunked(max).post("/text").body(target).send().bodyAsString()).isEqualTo(target);
		}
		byte[] latin = "ü".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(client.post("/text").contentType("text/plain;charset=ISO-8859-1").body(latin).send().bodyAsString())
			.isEqualTo("ü");
		assertThat(client.post("/text").body(new byte[] { 'a', (byte) 0xC3 }).send().bodyAsString())
			.isEqualTo("a\uFFFD");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void publishesAValue(FastCgiTestClient client) {
		assertThat(json(client, "/mono", "{\"name\":\"Ann\"}").bodyAsString()).isEqualTo("Ann");
		assertThat(json(client, "/mono", "{\"name\":\"\"}").bodyAsString()).contains("\"field\":\"name\"");
		assertThat(json(client, "/mono", "{").status()).isEqualTo(400);
		assertThat(client.post("/mono").send().status()).isEqualTo(400);
		assertThat(client.post("/mono-optional").send().bodyAsString()).isEqualTo("empty");
	}

	private static TestResponse json(FastCgiTestClient client, String target, String body) {
		return client.post(target).contentType("application/json").body(body).send();
	}

	@Test
	void publishesWhatWasGatheredForAForm() {
		TestRequest request = application.client()
			.post("/form")
			.contentType("application/x-www-form-urlencoded")
			.body("a=1&b=2");
		assertThat(request.send().bodyAsString()).isEqualTo("1 a=1&b=2");
	}

	/**
	 * A subscriber that asks for nothing is sent nothing, and then the front end is not
	 * read from.
	 */
	@Test
	void publishesOnDemandOnly() throws Exception {
		Handlers handlers = application.bean(Handlers.class);
		try (FastCgiTestConnection connection = application.client().connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.params(1, application.client().post("/demand").param("CONTENT_LENGTH", "6").params());
			Recording subscriber = handlers.subscribers.poll(10, TimeUnit.SECONDS);
			connection.stdin(1, "abc".getBytes());
			assertThat(subscriber.events.poll(100, TimeUnit.MILLISECONDS)).isNull();
			subscriber.subscription.request(1);
			assertThat(subscriber.events.poll(10, TimeUnit.SECONDS)).isEqualTo("next abc");
			connection.stdin(1, "def".getBytes()).endStream(TestRecord.STDIN, 1);
			assertThat(subscriber.events.poll(100, TimeUnit.MILLISECONDS)).isNull();
			subscriber.subscription.request(Long.MAX_VALUE);
			assertThat(subscriber.events.poll(10, TimeUnit.SECONDS)).isEqualTo("next def");
			assertThat(subscriber.events.poll(10, TimeUnit.SECONDS)).isEqualTo("complete");
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("done");
		}
	}

	@Test
	void tellsASubscriberThatTheBodyBreaksOff() throws Exception {
		Handlers handlers = application.bean(Handlers.class);
		try (FastCgiTestConnection connection = application.client().connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.params(1, application.client().post("/demand").param("CONTENT_LENGTH", "6").params());
			Recording subscriber = handlers.subscribers.poll(10, TimeUnit.SECONDS);
			subscriber.subscription.request(5);
			connection.stdin(1, "abc".getBytes());
			assertThat(subscriber.events.poll(10, TimeUnit.SECONDS)).isEqualTo("next abc");
			connection.abort(1);
			assertThat(subscriber.events.poll(10, TimeUnit.SECONDS))
				.isEqualTo("error " + InputIncompleteException.class.getSimpleName());
		}
		assertThat(application.client()
			.post("/arrays")
			.param("CONTENT_LENGTH", "4")
			.body("abc")
			.param("CONTENT_LENGTH", "4")
			.send()
			.status()).isEqualTo(400);
	}

	@Test
	void stopsForASubscriberThatHasEnough() throws Exception {
		Handlers handlers = application.bean(Handlers.class);
		try (FastCgiTestConnection connection = application.client().connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.params(1, application.client().post("/demand").param("CONTENT_LENGTH", "6").params());
			Recording subscriber = handlers.subscribers.poll(10, TimeUnit.SECONDS);
			connection.stdin(1, "abc".getBytes());
			subscriber.subscription.request(1);
			assertThat(subscriber.events.poll(10, TimeUnit.SECONDS)).isEqualTo("next abc");
			subscriber.subscription.cancel();
			subscriber.subscription.request(10);
			connection.stdin(1, "def".getBytes()).endStream(TestRecord.STDIN, 1);
			subscriber.result.complete("enough");
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("enough");
			assertThat(subscriber.events).isEmpty();
			assertThat(
					connection.send(1, application.client().post("/arrays").body("abc")).readResponse(1).bodyAsString())
				.startsWith("3 ");
		}
		assertThat(application.client().post("/first").body(new byte[500_000]).send().status()).isEqualTo(200);
	}

	@Test
	void keepsTheRulesOfReactiveStreams() {
		assertThat(application.client().post("/twice").body("abc").send().bodyAsString()).isEqualTo("once only");
		assertThat(application.client().post("/no-demand").body("abc").send().bodyAsString())
			.isEqualTo("IllegalArgumentException");
		assertThat(application.client().post("/throws").body("abc").send().bodyAsString())
			.isEqualTo("IllegalStateException");
	}

	@Test
	void refusesWhatIsNoPublisherOfPieces() {
		assertRefused(FluxOfObjects.class, "a body comes in pieces of ByteBuffer, byte[] or String", "Mono");
		assertRefused(FlowOfObjects.class, "a body comes in pieces of ByteBuffer, byte[] or String", "Mono");
		assertRefused(AuthorizerWithFlux.class, "AUTHORIZER but reads the request body", "Remove");
	}

	private static void assertRefused(Class<?> handler, String problem, String fix) {
		assertThatExceptionOfType(InvalidHandlerException.class).isThrownBy(() -> TestApplication.of(handler).close())
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.fix()).contains(fix));
	}

	@FastCgiHandler
	static class Handlers {

		final BlockingQueue<Recording> subscribers = new LinkedBlockingQueue<>();

		@FastCgiHandler("/buffers")
		CompletionStage<String> buffers(@RequestBody Flux<ByteBuffer> body) {
			return body.reduce(0L, (sum, buffer) -> sum + buffer.remaining()).map(Handlers::here).toFuture();
		}

		@FastCgiHandler("/arrays")
		CompletionStage<String> arrays(@RequestBody Flux<byte[]> body) {
			return body.reduce(0L, (sum, bytes) -> sum + bytes.length).map(Handlers::here).toFuture();
		}

		@FastCgiHandler("/flow")
		CompletionStage<String> flow(@RequestBody Flow.Publisher<byte[]> body) {
			Flux<byte[]> flux = Flux.from(org.reactivestreams.FlowAdapters.toPublisher(body));
			return flux.reduce(0L, (sum, bytes) -> sum + bytes.length).map(Handlers::here).toFuture();
		}

		private static String here(long length) {
			return length + " " + Thread.currentThread().getName().substring(0, 10);
		}

		@FastCgiHandler("/text")
		CompletionStage<String> text(@RequestBody Flux<String> body) {
			return body.collectList().map((pieces) -> String.join("", pieces)).toFuture();
		}

		@FastCgiHandler("/mono")
		CompletionStage<String> mono(@Valid @RequestBody Mono<Person> person) {
			return person.map(Person::name).toFuture();
		}

		@FastCgiHandler("/mono-optional")
		CompletionStage<String> monoOptional(@RequestBody(required = false) Mono<Person> person) {
			return person.map(Person::name).defaultIfEmpty("empty").toFuture();
		}

		@FastCgiHandler("/form")
		CompletionStage<String> form(@RequestParam String a, @RequestBody Flux<String> body) {
			return body.collectList().map((pieces) -> a + " " + String.join("", pieces)).toFuture();
		}

		@FastCgiHandler("/demand")
		CompletionStage<String> demand(@RequestBody Flow.Publisher<ByteBuffer> body) {
			Recording subscriber = new Recording();
			body.subscribe(subscriber);
			this.subscribers.add(subscriber);
			return subscriber.result;
		}

		@FastCgiHandler("/first")
		CompletionStage<String> first(@RequestBody Flux<byte[]> body) {
			return body.next().map((bytes) -> "first").toFuture();
		}

		@FastCgiHandler("/twice")
		CompletionStage<String> twice(@RequestBody Flux<byte[]> body) {
			return body.then(body.collectList())
				.map((list) -> "twice")
				.onErrorReturn(IllegalStateException.class, "once only")
				.toFuture();
		}

		@FastCgiHandler("/no-demand")
		CompletionStage<String> noDemand(@RequestBody Flow.Publisher<ByteBuffer> body) {
			Recording subscriber = new Recording();
			body.subscribe(subscriber);
			subscriber.subscription.request(0);
			return subscriber.result;
		}

		@FastCgiHandler("/throws")
		CompletionStage<String> fails(@RequestBody Flow.Publisher<ByteBuffer> body) {
			Recording subscriber = new Recording() {

				@Override
				public void onNext(ByteBuffer item) {
					throw new IllegalStateException("as expected by a test");
				}

			};
			body.subscribe(subscriber);
			subscriber.subscription.request(1);
			return subscriber.result;
		}

	}

	static class Recording implements Flow.Subscriber<ByteBuffer> {

		final BlockingQueue<String> events = new LinkedBlockingQueue<>();

		final CompletableFuture<String> result = new CompletableFuture<>();

		volatile Flow.Subscription subscription;

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			this.subscription = subscription;
		}

		@Override
		public void onNext(ByteBuffer item) {
			this.events.add("next " + StandardCharsets.UTF_8.decode(item));
		}

		@Override
		public void onError(Throwable error) {
			this.events.add("error " + error.getClass().getSimpleName());
			this.result.complete(error.getClass().getSimpleName());
		}

		@Override
		public void onComplete() {
			this.events.add("complete");
			this.result.complete("done");
		}

	}

	static class FluxOfObjects {

		@FastCgiHandler("/x")
		void handle(@RequestBody Flux<Person> people) {
		}

	}

	static class FlowOfObjects {

		@FastCgiHandler("/x")
		void handle(@RequestBody Flow.Publisher<Person> people) {
		}

	}

	static class AuthorizerWithFlux {

		@FastCgiHandler(path = "/x", role = Role.AUTHORIZER)
		ResponseEntity<Void> handle(@RequestBody Flux<String> body) {
			return ResponseEntity.ok().build();
		}

	}

	record Person(@NotBlank String name) {

	}

}
