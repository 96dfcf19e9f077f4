package io.fastcgi.spring.server;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.memory.InMemoryAddress;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.actuate.FastCgiHealthIndicator;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.DefaultLifecycleProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link FastCgiServerLifecycle} and {@link FastCgiServerDrainLifecycle}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class FastCgiServerLifecycleTests {

	@Test
	void runsInThePhasesOfTheWebServersOfBoot() {
		try (TestApplication application = TestApplication.of()) {
			assertThat(application.bean(FastCgiServerDrainLifecycle.class).getPhase())
				.isEqualTo(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE)
				.isEqualTo(2147482623);
			assertThat(application.bean(FastCgiServerLifecycle.class).getPhase())
				.isEqualTo(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
				.isEqualTo(2147481599);
		}
	}

	@Test
	void isNotPausedBetweenTests() {
		try (TestApplication application = TestApplication.of()) {
			assertThat(application.context().getBeansOfType(SmartLifecycle.class).values()).hasSize(2)
				.noneMatch(SmartLifecycle::isPauseable);
		}
	}

	@Test
	void isStoppedAsynchronouslyOnly() {
		try (TestApplication application = TestApplication.of()) {
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(application.bean(FastCgiServerLifecycle.class)::stop);
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(application.bean(FastCgiServerDrainLifecycle.class)::stop);
		}
	}

	@Test
	void saysThatItListensInMemory(CapturedOutput output) {
		FastCgiServerLifecycle lifecycle = new FastCgiServerLifecycle(FastCgiServer.builder()
			.listen(ListenerSpec.inMemory(new InMemoryAddress()))
			.handler((exchange) -> exchange.respondText("hello")), (event) -> {
			});
		lifecycle.start();
		assertThat(output).contains("FastCGI started on memory (fastcgi, scgi)");
		lifecycle.stop(() -> {
		});
	}

	@Test
	void letsRequestsInProgressFinish(CapturedOutput output) throws Exception {
		TestApplication application = TestApplication.of(Waiting.class, Readiness.class);
		FastCgiHealthIndicator health = new FastCgiHealthIndicator(application.bean(FastCgiServerLifecycle.class));
		Waiting waiting = application.bean(Waiting.class);
		Readiness readiness = application.bean(Readiness.class);
		FastCgiServer server = application.server();
		try (FastCgiTestConnection connection = application.client().connect()) {
			connection.send(1, application.client().get("/"));
			assertThat(waiting.started.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(health.health().getStatus()).isEqualTo(Status.UP);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(application::close);
			assertThat(readiness.states.poll(10, TimeUnit.SECONDS)).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
			await().until(server::isDraining);
			Health draining = health.health();
			assertThat(draining.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(draining.getDetails()).containsEntry("requests", 1);
			assertThat(closed).isNotDone();
			waiting.proceed.countDown();
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("done");
			assertThat(connection.isClosedByPeer()).isTrue();
			closed.get(10, TimeUnit.SECONDS);
		}
		assertThat(output).contains("Draining FastCGI. Waiting for 1 requests").contains("FastCGI drained");
		assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
	}

	@Test
	void servesAsBeforeUntilFrontEndsHaveNoticed(CapturedOutput output) throws Exception {
		TestApplication application = TestApplication.with(
				List.of("fastcgi.server.drain-delay=1h", "spring.lifecycle.timeout-per-shutdown-phase=2h"),
				Greeting.class, Readiness.class, Impatient.class);
		FastCgiServer server = application.server();
		CountDownLatch drained = new CountDownLatch(1);
		application.bean(FastCgiServerDrainLifecycle.class).stop(drained::countDown);
		assertThat(application.bean(Readiness.class).states.poll(10, TimeUnit.SECONDS))
			.isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		assertThat(application.client().get("/").send().bodyAsString()).isEqualTo("hello");
		assertThat(server.isDraining()).isFalse();
		assertThat(drained.getCount()).isOne();
		assertThat(output).contains("FastCGI serves for another 3600000 ms").doesNotContain("Draining FastCGI");
		application.close();
	}

	@Test
	void acceptsTrafficAgainWhenItIsStartedAgain() {
		try (TestApplication application = TestApplication.of(Greeting.class, Readiness.class)) {
			Readiness readiness = application.bean(Readiness.class);
			assertThat(readiness.states).isEmpty();
			application.context().stop();
			assertThat(readiness.states).containsExactly(ReadinessState.REFUSING_TRAFFIC);
			application.context().start();
			assertThat(readiness.states).containsExactly(ReadinessState.REFUSING_TRAFFIC,
					ReadinessState.ACCEPTING_TRAFFIC);
			assertThat(application.client().get("/").send().bodyAsString()).isEqualTo("hello");
		}
	}

	@Test
	void drainsAfterTheDelay(CapturedOutput output) {
		TestApplication application = TestApplication.with(List.of("fastcgi.server.drain-delay=10ms"), Greeting.class);
		assertThat(application.client().get("/").send().bodyAsString()).isEqualTo("hello");
		application.close();
		assertThat(output).contains("FastCGI serves for another 10 ms", "FastCGI drained");
	}

	@Test
	void abortsRequestsThatDoNotFinishInTime() {
		TestApplication application = TestApplication.of(Waiting.class, Impatient.class);
		Waiting waiting = application.bean(Waiting.class);
		try (FastCgiTestConnection connection = application.client().connect()) {
			connection.send(1, application.client().get("/"));
			assertThat(waiting.started.await(10, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> closed = CompletableFuture.runAsync(application::close);
			TestResponse response = connection.readResponse(1);
			assertThat(response.status()).isEqualTo(503);
			assertThat(application.recorder().nextAbort()).isEqualTo(AbortReason.SHUTDOWN);
			closed.get(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			waiting.proceed.countDown();
		}
	}

	@FastCgiHandler
	static class Waiting {

		private final CountDownLatch started = new CountDownLatch(1);

		private final CountDownLatch proceed = new CountDownLatch(1);

		@FastCgiHandler
		String handle() throws InterruptedException {
			this.started.countDown();
			assertThat(this.proceed.await(20, TimeUnit.SECONDS)).isTrue();
			return "done";
		}

	}

	@FastCgiHandler
	static class Greeting {

		@FastCgiHandler
		String handle() {
			return "hello";
		}

	}

	static class Readiness {

		private final BlockingQueue<ReadinessState> states = new LinkedBlockingQueue<>();

		@EventListener
		void changed(AvailabilityChangeEvent<ReadinessState> event) {
			this.states.add(event.getState());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Impatient {

		@Bean
		DefaultLifecycleProcessor lifecycleProcessor() {
			DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
			processor.setTimeoutPerShutdownPhase(200);
			return processor;
		}

	}

}
