package io.fastcgi.engine;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.BlockingExchange;
import io.fastcgi.test.FastCgiTestConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for handlers that block when their request is aborted. There is one thread for
 * all of them, so that whatever one leaves behind harms the next.
 *
 * @author FastCGI Spring Boot maintainers
 */
class InterruptionTests extends ServerTestCase {

	private final ExecutorService onlyThread = Executors.newSingleThreadExecutor();

	private final BlockingQueue<BlockingExchange> begun = new LinkedBlockingQueue<>();

	private final BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();

	private FastCgiServer startWith(Timeouts timeouts) {
		return startWith((builder) -> builder.blockingHandler(this.onlyThread, this::handle).timeouts(timeouts));
	}

	private void handle(BlockingExchange exchange) throws Exception {
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		if (exchange.params().get("REQUEST_URI", "").equals("/hello")) {
			hello(exchange.exchange());
			return;
		}
		this.begun.add(exchange);
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			this.interrupted.add(exchange.exchange().isEnded());
			Thread.currentThread().interrupt();
		}
	}

	private void awaitHandler() throws InterruptedException {
		assertThat(this.begun.poll(10, TimeUnit.SECONDS)).isNotNull();
	}

	private void expectInterruption(AbortReason reason) throws InterruptedException {
		assertThat(this.interrupted.poll(10, TimeUnit.SECONDS)).as("the request had ended").isEqualTo(true);
		assertThat(get("/hello").send().bodyAsString()).isEqualTo("hello");
		assertThat(this.events.aborts).containsExactly(reason);
		assertThat(this.events.failures).isEmpty();
	}

	/**
	 * FCGI-39, SEC-31.
	 */
	@Test
	void handlerIsInterruptedByAbortRequest() throws Exception {
		startWith(Timeouts.defaults());
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			awaitHandler();
			connection.abort(1);
			assertThat(connection.readResponse(1).records()).hasSize(1);
			expectHello(connection, 1);
		}
		expectInterruption(AbortReason.ABORT_REQUEST);
	}

	/**
	 * FCGI-25.
	 */
	@Test
	void handlerIsInterruptedWhenTheConnectionIsClosed() throws Exception {
		startWith(Timeouts.defaults());
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			awaitHandler();
		}
		expectInterruption(AbortReason.CONNECTION_CLOSED);
	}

	/**
	 * SEC-36.
	 */
	@Test
	void handlerIsInterruptedWhenTheConnectionIsReset() throws Exception {
		startWith(Timeouts.defaults());
		FastCgiTestConnection connection = connect();
		connection.send(1, get("/"));
		awaitHandler();
		connection.reset();
		expectInterruption(AbortReason.CONNECTION_CLOSED);
	}

	/**
	 * SCGI-16: with SCGI, only a whole close says that nobody waits for the answer.
	 */
	@Test
	void scgiHandlerIsInterruptedWhenTheConnectionIsReset() throws Exception {
		startWith(Timeouts.defaults());
		FastCgiTestConnection connection = connect();
		connection.writeBytes("24:CONTENT_LENGTH\0000\000SCGI\0001\000,".getBytes());
		awaitHandler();
		connection.reset();
		expectInterruption(AbortReason.CONNECTION_CLOSED);
	}

	@Test
	void handlerIsInterruptedWhenItTakesTooLong() throws Exception {
		// Long enough for a thread to begin
		startWith(Timeouts.defaults().withHandler(Duration.ofSeconds(1)));
		assertThat(get("/").send().status()).isEqualTo(503);
		expectInterruption(AbortReason.TIMEOUT);
	}

	@Test
	void handlerIsInterruptedByAStop() throws Exception {
		FastCgiServer server = startWith(Timeouts.defaults());
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			awaitHandler();
			server.shutdown(Duration.ofMillis(10));
			assertThat(connection.readResponse(1).status()).isEqualTo(503);
		}
		assertThat(this.interrupted.poll(10, TimeUnit.SECONDS)).isEqualTo(true);
	}

	/**
	 * A request that still waits for a thread is not begun.
	 */
	@Test
	void handlerIsNotBegunWhenTheRequestWasAbortedBefore() throws Exception {
		startWith(Timeouts.defaults());
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/")).send(2, get("/waits"));
			awaitHandler();
			connection.abort(2);
			assertThat(connection.readResponse(2).records()).hasSize(1);
			connection.abort(1);
			assertThat(connection.readResponse(1).records()).hasSize(1);
			expectHello(connection, 1);
		}
		assertThat(this.begun).isEmpty();
		assertThat(this.interrupted.poll(10, TimeUnit.SECONDS)).isEqualTo(true);
		assertThat(this.interrupted).isEmpty();
	}

	/**
	 * Not every executor looks after what its last task has left behind.
	 */
	@Test
	void threadIsGivenBackWithoutTheInterrupt() throws Exception {
		BlockingQueue<Boolean> left = new LinkedBlockingQueue<>();
		startWith((builder) -> builder.blockingHandler((task) -> this.onlyThread.execute(() -> {
			task.run();
			left.add(Thread.currentThread().isInterrupted());
		}), this::handle));
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			awaitHandler();
			connection.abort(1);
			assertThat(left.poll(10, TimeUnit.SECONDS)).isEqualTo(false);
		}
		assertThat(this.interrupted).hasSize(1);
	}

	@AfterEach
	void noThreadIsStuck() throws InterruptedException {
		this.onlyThread.shutdown();
		assertThat(this.onlyThread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

}
