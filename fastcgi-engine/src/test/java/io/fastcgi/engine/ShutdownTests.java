package io.fastcgi.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for the end of a server.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ShutdownTests extends ServerTestCase {

	private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

	private Exchange nextExchange() throws InterruptedException {
		Exchange exchange = this.exchanges.poll(10, TimeUnit.SECONDS);
		assertThat(exchange).isNotNull();
		return exchange;
	}

	private static void expectCompletion(CompletionStage<Void> stage) {
		assertThat(stage.toCompletableFuture()).succeedsWithin(PATIENCE);
	}

	@Test
	void idleServerStopsAtOnce() {
		FastCgiServer server = start(ServerTestCase::hello);
		assertThat(server.isDraining()).isFalse();
		assertThat(server.listeners()).singleElement().satisfies((listener) -> {
			assertThat(listener.accepting()).isTrue();
			assertThat(listener.address().toString()).endsWith(":" + server.port());
		});
		assertThat(server.stopped().toCompletableFuture()).isNotDone();
		expectCompletion(server.stop());
		expectCompletion(server.stopped());
		assertThat(server.isDraining()).isTrue();
		assertThat(server.eventLoops().isTerminated()).isTrue();
		assertThat(server.listeners()).singleElement()
			.satisfies((listener) -> assertThat(listener.accepting()).isFalse());
		int port = server.port();
		assertThat(port).isPositive();
		assertThatException().isThrownBy(() -> get("/").send());
		expectCompletion(server.stop());
		expectCompletion(server.shutdown(PATIENCE));
	}

	/**
	 * Trap 9 of the front ends: they retry on an idle connection that is closed.
	 */
	@Test
	void drainClosesIdleConnectionsAtOnceAndOthersAfterTheirLastRequest() throws Exception {
		FastCgiServer server = start(this.exchanges::add);
		try (FastCgiTestConnection unused = connect();
				FastCgiTestConnection idle = connect();
				FastCgiTestConnection busy = connect()) {
			idle.send(1, get("/"));
			hello(nextExchange());
			assertThat(idle.readResponse(1).status()).isEqualTo(200);
			busy.send(1, get("/")).send(2, get("/"));
			Exchange first = nextExchange();
			Exchange second = nextExchange();
			eventually(() -> assertThat(server.connections()).isEqualTo(3));
			CompletableFuture<Void> drained = server.drain().toCompletableFuture();
			assertThat(unused.isClosedByPeer()).isTrue();
			assertThat(idle.isClosedByPeer()).isTrue();
			// The JDK closes a listening socket a little after its channel.
			eventually(() -> assertThatException().isThrownBy(() -> connect().close()));
			hello(second);
			assertThat(busy.readResponse(2).status()).isEqualTo(200);
			busy.send(2, get("/"));
			hello(nextExchange());
			assertThat(busy.readResponse(2).status()).isEqualTo(200);
			assertThat(drained).isNotDone();
			hello(first);
			assertThat(busy.readResponse(1).bodyAsString()).isEqualTo("hello");
			assertThat(busy.readRecord()).isNull();
			busy.close();
			assertThat(drained).succeedsWithin(PATIENCE);
		}
		assertThat(server.stopped().toCompletableFuture()).isNotDone();
		assertThat(this.events.refusals).isEmpty();
		assertThat(this.events.aborts).isEmpty();
	}

	/**
	 * A front end may have connected just before the listener was closed.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void drainServesTheFirstRequestOfANewConnection(boolean scgi) {
		FastCgiServer server = start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			eventually(() -> assertThat(server.connections()).isOne());
			CompletableFuture<Void> drained = server.drain().toCompletableFuture();
			if (scgi) {
				connection.writeBytes("24:CONTENT_LENGTH\0000\000SCGI\0001\000,".getBytes(StandardCharsets.US_ASCII));
				assertThat(new String(connection.readBytes(), StandardCharsets.US_ASCII)).endsWith("hello");
			}
			else {
				expectHello(connection, 1);
				assertThat(connection.readRecord()).isNull();
			}
			connection.close();
			assertThat(drained).succeedsWithin(PATIENCE);
		}
	}

	@Test
	void shutdownLetsRequestsFinish() throws Exception {
		FastCgiServer server = start(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			Exchange exchange = nextExchange();
			CompletableFuture<Void> stopped = server.shutdown(Duration.ofMinutes(1)).toCompletableFuture();
			eventually(() -> assertThat(server.listeners().get(0).accepting()).isFalse());
			assertThat(stopped).isNotDone();
			exchange.write(ResponseHead.of(200, "OK"));
			exchange.write(new byte[500_000], 0, 500_000);
			exchange.end();
			assertThat(connection.readResponse(1).body()).hasSize(500_000);
			assertThat(connection.readRecord()).isNull();
			connection.close();
			assertThat(stopped).succeedsWithin(PATIENCE);
		}
		assertThat(this.events.aborts).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void shutdownAbortsWhatDoesNotFinish(boolean scgi) throws Exception {
		FastCgiServer server = start(this.exchanges::add);
		CompletableFuture<TestResponse> response = CompletableFuture
			.supplyAsync(() -> ((scgi) ? client().scgi() : client()).get("/").send(), executor());
		Exchange exchange = nextExchange();
		CompletableFuture<AbortReason> told = new CompletableFuture<>();
		exchange.onAbort(told::complete);
		expectCompletion(server.shutdown(Duration.ofMillis(50)));
		assertThat(told).succeedsWithin(PATIENCE).isEqualTo(AbortReason.SHUTDOWN);
		assertThat(response).succeedsWithin(PATIENCE);
		assertThat(response.join().status()).isEqualTo(503);
		hello(exchange);
		exchange.onAbort((reason) -> {
		});
	}

	/**
	 * A client that neither reads nor closes cannot hold the server up.
	 */
	@Test
	void stopDoesNotWaitForAClientThatIsStuck() throws Exception {
		FastCgiServer server = start((exchange) -> {
			exchange.respondText("x".repeat(20_000_000));
			this.exchanges.add(exchange);
		});
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			nextExchange();
			expectCompletion(server.stop());
		}
	}

	@Test
	void handlerStopsItsServer() {
		start((exchange) -> {
			hello(exchange);
			server().shutdown(PATIENCE);
		});
		try (FastCgiTestConnection connection = connect()) {
			expectHello(connection, 1);
			assertThat(connection.readRecord()).isNull();
		}
		expectCompletion(server().stopped());
	}

	@Test
	void handlerStopsItsServerAtOnce() {
		start((exchange) -> server().stop());
		assertThat(get("/").send().status()).isEqualTo(503);
		expectCompletion(server().stopped());
	}

	@Test
	void blockingHandlersAreWoken() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		FastCgiServer server = startBlocking((exchange) -> {
			reading.countDown();
			try {
				exchange.stdin().readAllBytes();
			}
			catch (Exception ex) {
				thrown.complete(ex);
			}
		});
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
			server.stop();
			assertThat(connection.readResponse(1).status()).isEqualTo(503);
		}
		assertThat(thrown).succeedsWithin(PATIENCE);
		expectCompletion(server.stopped());
	}

	/**
	 * Connections that come while the server stops are closed, too.
	 */
	@Test
	void stopUnderLoadLeavesNothing() throws Exception {
		FastCgiServer server = start(ServerTestCase::hello);
		CountDownLatch running = new CountDownLatch(4);
		for (int i = 0; i < 4; i++) {
			executor().execute(() -> {
				running.countDown();
				try {
					while (true) {
						get("/").send();
					}
				}
				catch (RuntimeException ex) {
					// The server is gone.
				}
			});
		}
		assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
		eventually(() -> assertThat(this.events.ended.get()).isGreaterThan(100));
		expectCompletion(server.shutdown(Duration.ofSeconds(5)));
		assertThat(server.connections()).isZero();
	}

}
