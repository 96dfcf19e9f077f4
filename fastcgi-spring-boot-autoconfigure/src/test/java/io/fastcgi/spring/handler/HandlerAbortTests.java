package io.fastcgi.spring.handler;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.actuate.FastCgiHealthIndicator;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for handler methods whose request is aborted, and for those that find no thread.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HandlerAbortTests {

	private final TestApplication application = TestApplication
		.with(List.of("fastcgi.server.executor.threads=1", "fastcgi.server.executor.queue-capacity=1"), Slow.class);

	private final Slow slow = this.application.bean(Slow.class);

	@AfterEach
	void stop() {
		this.application.close();
	}

	/**
	 * FCGI-39, SEC-31.
	 */
	@Test
	void methodIsInterruptedWhenItsRequestIsAborted() throws Exception {
		try (FastCgiTestConnection connection = this.application.client().connect()) {
			connection.send(1, this.application.client().get("/block"));
			assertThat(this.slow.events.poll(10, TimeUnit.SECONDS)).isEqualTo("begun");
			connection.abort(1);
			assertThat(connection.readResponse(1).records()).hasSize(1);
			assertThat(this.slow.events.poll(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
			connection.send(1, this.application.client().get("/interrupted"));
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("false");
		}
	}

	@Test
	void stageIsCancelledWhenItsRequestIsAborted() throws Exception {
		try (FastCgiTestConnection connection = this.application.client().connect()) {
			connection.send(1, this.application.client().get("/stage"));
			assertThat(this.slow.events.poll(10, TimeUnit.SECONDS)).isEqualTo("begun");
			connection.abort(1);
			assertThat(connection.readResponse(1).records()).hasSize(1);
			assertThat(this.slow.events.poll(10, TimeUnit.SECONDS)).isEqualTo("cancelled");
		}
	}

	/**
	 * SEC-29: one request has the thread, one waits, and the third is refused at once,
	 * while health is still told. An authorizer never grants access for want of a thread.
	 */
	@Test
	void requestIsRefusedWhenTheQueueIsFull() throws Exception {
		try (FastCgiTestConnection connection = this.application.client().connect()) {
			TestRequest block = this.application.client().get("/block");
			connection.send(1, block);
			assertThat(this.slow.events.poll(10, TimeUnit.SECONDS)).isEqualTo("begun");
			connection.send(2, block).send(3, block);
			TestResponse refused = connection.readResponse(3);
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isNotNull();
			connection.begin(4, TestRequest.AUTHORIZER, TestRequest.KEEP_CONN)
				.params(4, this.application.client().get("/allowed").params());
			assertThat(connection.readResponse(4).status()).isEqualTo(503);
			assertThat(health().getStatus()).isEqualTo(Status.UP);
			assertThat(this.application.client().get("/quick").send().bodyAsString()).isEqualTo("quick");
			connection.abort(2).abort(1);
			connection.readResponse(1);
			connection.readResponse(2);
		}
		assertThat(this.slow.events.poll(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
	}

	private Health health() {
		return new FastCgiHealthIndicator(this.application.bean(FastCgiServerLifecycle.class)).health();
	}

	@FastCgiHandler
	static class Slow {

		private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

		@FastCgiHandler("/block")
		String block() throws InterruptedException {
			this.events.add("begun");
			try {
				new CountDownLatch(1).await();
				return "never";
			}
			catch (InterruptedException ex) {
				this.events.add("interrupted");
				throw ex;
			}
		}

		@FastCgiHandler("/interrupted")
		boolean interrupted() {
			return Thread.currentThread().isInterrupted();
		}

		@FastCgiHandler("/stage")
		CompletionStage<String> stage() {
			CompletableFuture<String> stage = new CompletableFuture<>();
			stage.whenComplete((value, error) -> this.events.add((stage.isCancelled()) ? "cancelled" : "completed"));
			this.events.add("begun");
			return stage;
		}

		@FastCgiHandler("/quick")
		CompletionStage<String> quick() {
			return CompletableFuture.completedFuture("quick");
		}

		@FastCgiHandler(path = "/allowed", role = Role.AUTHORIZER)
		ResponseEntity<Void> allowed() {
			return ResponseEntity.ok().build();
		}

	}

}
