package io.fastcgi.spring.handler;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.bind.annotation.RequestParam;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for responses that take their time, over a socket.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HandlerStreamingTests {

	private TestApplication application;

	private Slow slow;

	@BeforeEach
	void start() {
		this.application = TestApplication
			.with(List.of("fastcgi.server.executor.threads=1", "fastcgi.server.executor.queue-capacity=1"), Slow.class);
		this.slow = this.application.bean(Slow.class);
	}

	@AfterEach
	void stop() {
		this.slow.proceed.countDown();
		this.slow.stage.complete("late");
		this.application.close();
	}

	@Test
	void sendsWhatIsFlushedAtOnce() {
		for (FastCgiTestClient client : clients()) {
			this.slow.reset();
			String body = client.get("/flush").sendAndStream((response) -> {
				byte[] first = response.body().readNBytes(5);
				assertThat(this.slow.proceed.getCount()).isEqualTo(1);
				this.slow.proceed.countDown();
				return new String(first, StandardCharsets.UTF_8) + "|"
						+ new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
			});
			assertThat(body).isEqualTo("first|second");
		}
	}

	@Test
	void readsAndWritesAtTheSameTime() {
		for (FastCgiTestClient client : clients()) {
			byte[] body = client.post("/echo")
				.body(new byte[5_000_000])
				.sendAndStream((response) -> response.body().readAllBytes());
			assertThat(body).hasSize(5_000_000);
		}
	}

	private List<FastCgiTestClient> clients() {
		return this.application.clients().toList();
	}

	@Test
	void refusesRequestsThatNobodyCanServeInTime() throws Exception {
		try (FastCgiTestConnection connection = this.application.client().connect()) {
			connection.send(1, this.application.client().get("/flush"));
			assertThat(this.slow.started.await(10, TimeUnit.SECONDS)).isTrue();
			connection.send(2, this.application.client().get("/flush"))
				.send(3, this.application.client().get("/flush"));
			TestResponse refused = connection.readResponse(3);
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isNotNull();
			assertThat(this.application.recorder().nextOutcome()).isEqualTo(new RequestOutcome(503, null, false));
			this.slow.proceed.countDown();
			assertThat(connection.readResponse(1).status()).isEqualTo(200);
			assertThat(connection.readResponse(2).status()).isEqualTo(200);
		}
	}

	@Test
	void letsAHandlerFinishThatIgnoresItsAbort() throws Exception {
		try (FastCgiTestConnection connection = this.application.client().connect()) {
			connection.send(1, this.application.client().get("/flush"));
			assertThat(this.slow.started.await(10, TimeUnit.SECONDS)).isTrue();
			connection.abort(1);
			TestResponse aborted = connection.readResponse(1);
			assertThat(aborted.appStatus()).isNotZero();
			assertThat(this.application.recorder().nextAbort()).isEqualTo(AbortReason.ABORT_REQUEST);
			assertThat(this.application.recorder().nextOutcome().aborted()).isTrue();
			this.slow.proceed.countDown();
			assertThat(this.slow.result.poll(10, TimeUnit.SECONDS)).isEqualTo("IOException");
			assertThat(connection.send(1, this.application.client().get("/flush")).readResponse(1).bodyAsString())
				.isEqualTo("firstsecond");
			assertThat(this.application.recorder().nextOutcome()).isEqualTo(new RequestOutcome(200, null, false));
		}
		assertThat(this.application.recorder().hasMore()).isFalse();
	}

	@Test
	void forgetsAStageThatCompletesAfterAnAbort() {
		try (FastCgiTestConnection connection = this.application.client().connect()) {
			connection.send(1, this.application.client().get("/stage"));
			connection.abort(1);
			connection.readResponse(1);
			assertThat(this.application.recorder().nextOutcome().aborted()).isTrue();
			this.slow.stage.complete("late");
			connection.send(2, this.application.client().get("/stage"));
			assertThat(connection.readResponse(2).bodyAsString()).isEqualTo("late");
			assertThat(this.application.recorder().nextOutcome().aborted()).isFalse();
		}
		assertThat(this.application.recorder().hasMore()).isFalse();
	}

	@Test
	void noticesAnAbortWhileTheBodyIsGathered() {
		try (FastCgiTestConnection connection = this.application.client().connect()) {
			connection.begin(1, 1, 1)
				.params(1,
						this.application.client()
							.post("/form")
							.contentType("application/x-www-form-urlencoded")
							.params())
				.stdin(1, (byte) 'a')
				.abort(1);
			connection.readResponse(1);
			assertThat(this.application.recorder().nextOutcome().aborted()).isTrue();
		}
		assertThat(this.application.recorder().hasMore()).isFalse();
	}

	@FastCgiHandler
	static class Slow {

		private volatile CountDownLatch started = new CountDownLatch(1);

		private volatile CountDownLatch proceed = new CountDownLatch(1);

		private final SynchronousQueue<String> result = new SynchronousQueue<>();

		private final CompletableFuture<String> stage = new CompletableFuture<>();

		void reset() {
			this.started = new CountDownLatch(1);
			this.proceed = new CountDownLatch(1);
		}

		@FastCgiHandler("/flush")
		void flush(OutputStream out) throws Exception {
			out.write("first".getBytes(StandardCharsets.UTF_8));
			out.flush();
			this.started.countDown();
			awaitWhateverHappens();
			try {
				out.write("second".getBytes(StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				this.result.offer(ex.getClass().getSimpleName(), 10, TimeUnit.SECONDS);
				throw ex;
			}
		}

		@FastCgiHandler("/echo")
		void echo(InputStream in, OutputStream out) throws IOException {
			in.transferTo(out);
		}

		@FastCgiHandler("/stage")
		CompletionStage<String> stage() {
			return this.stage.minimalCompletionStage();
		}

		private void awaitWhateverHappens() {
			while (true) {
				try {
					assertThat(this.proceed.await(10, TimeUnit.SECONDS)).isTrue();
					return;
				}
				catch (InterruptedException ex) {
					// A handler that does not listen.
				}
			}
		}

		@FastCgiHandler("/form")
		String form(@RequestParam String a) {
			return a;
		}

	}

}
