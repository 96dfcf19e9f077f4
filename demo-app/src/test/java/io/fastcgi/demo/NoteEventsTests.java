package io.fastcgi.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.StreamedResponse;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NoteEvents}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class NoteEventsTests {

	private static final Note NOTE = new Note(1, "Ada", "Hello", Instant.EPOCH);

	private final FastCgiTestClient client;

	NoteEventsTests(@Value("${local.fastcgi.server.port}") int port) {
		this.client = FastCgiTestClient.toPort(port);
	}

	@Test
	void tellsOfANoteWhenItIsPosted() {
		this.client.get("/events").sendAndStream((response) -> {
			awaitSubscription(response);
			TestResponse posted = this.client.post("/api/notes")
				.contentType("application/json")
				.body("{\"name\": \"Ada\", \"message\": \"Hello, wörld\"}")
				.send();
			String id = posted.header("Location").replace("/api/notes/", "");
			assertThat(event(response)).isEqualTo("id:" + id + "\nevent:note\ndata:" + posted.bodyAsString() + "\n");
			return null;
		});
	}

	@Test
	void tellsOfANoteThatCameInAForm() {
		this.client.get("/events").sendAndStream((response) -> {
			awaitSubscription(response);
			this.client.post("/")
				.contentType("application/x-www-form-urlencoded")
				.body("name=Grace&message=Nice+place")
				.send();
			assertThat(event(response)).contains("\"message\":\"Nice place\"");
			return null;
		});
	}

	/**
	 * The head is sent when the stream of events is there.
	 */
	private static void awaitSubscription(StreamedResponse response) {
		assertThat(response.header("Content-Type")).isEqualTo("text/event-stream");
	}

	private static String event(StreamedResponse response) throws IOException {
		BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
		StringBuilder event = new StringBuilder();
		for (String line = lines.readLine(); !line.isEmpty() || event.isEmpty(); line = lines.readLine()) {
			if (!line.isEmpty() && !line.startsWith(":")) {
				event.append(line).append('\n');
			}
		}
		return event.toString();
	}

	@Test
	@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
	void aClientThatReadsNothingHoldsUpNobody() {
		NoteEvents events = new NoteEvents();
		events.events().subscribe(new Reader(0));
		for (int i = 0; i < 10_000; i++) {
			events.posted(NOTE);
		}
	}

	@Test
	void endsTheStreamsWhenTheApplicationStops() throws Exception {
		NoteEvents events = new NoteEvents();
		Reader reader = new Reader(Long.MAX_VALUE);
		events.events().subscribe(reader);
		events.end();
		events.posted(NOTE);
		assertThat(reader.end.get(60, TimeUnit.SECONDS)).isNull();
	}

	/**
	 * Somebody who reads as many events as they like.
	 */
	private static final class Reader implements Flow.Subscriber<Object> {

		private final CompletableFuture<Void> end = new CompletableFuture<>();

		private final long demand;

		private Reader(long demand) {
			this.demand = demand;
		}

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			if (this.demand > 0) {
				subscription.request(this.demand);
			}
		}

		@Override
		public void onNext(Object event) {
		}

		@Override
		public void onError(Throwable error) {
			this.end.completeExceptionally(error);
		}

		@Override
		public void onComplete() {
			this.end.complete(null);
		}

	}

}
