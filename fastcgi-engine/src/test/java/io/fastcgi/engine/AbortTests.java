package io.fastcgi.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeInput.State;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import io.netty.buffer.Unpooled;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for requests that do not come to their end.
 *
 * @author FastCGI Spring Boot maintainers
 */
class AbortTests extends ServerTestCase {

	private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

	private Exchange nextExchange() throws InterruptedException {
		Exchange exchange = this.exchanges.poll(10, TimeUnit.SECONDS);
		assertThat(exchange).isNotNull();
		return exchange;
	}

	/**
	 * FCGI-39, FCGI-40.
	 */
	@Test
	void abortBeforeTheParamsEndIsAnswered() {
		start(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.stream(TestRecord.PARAMS, 1, (byte) 1).stdin(1, new byte[5000]).abort(1);
			TestResponse response = connection.readResponse(1);
			assertThat(response.records()).hasSize(1);
			assertThat(response.protocolStatus()).isEqualTo(TestResponse.REQUEST_COMPLETE);
			connection.abort(1).endStream(TestRecord.PARAMS, 1);
			assertThat(connection.getValues("FCGI_MAX_REQS")).hasSize(1);
		}
		assertThat(this.exchanges).isEmpty();
	}

	/**
	 * FCGI-39, FCGI-40, PT-4, PT-5, SEC-31: the handler is told, whatever it does later
	 * goes nowhere, and the id is free at once.
	 */
	@Test
	void abortEndsTheRequestWhateverTheHandlerDoesLater() throws Exception {
		start(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(2, get("/"));
			Exchange sibling = nextExchange();
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			Exchange aborted = nextExchange();
			CompletableFuture<AbortReason> told = new CompletableFuture<>();
			aborted.onAbort(told::complete);
			connection.stdin(1, new byte[3000]).abort(1);
			assertThat(connection.readResponse(1).records()).hasSize(1);
			assertThat(told).succeedsWithin(PATIENCE).isEqualTo(AbortReason.ABORT_REQUEST);
			assertThat(aborted.isEnded()).isTrue();
			assertThat(aborted.isWritable()).isTrue();
			assertThat(aborted.stdin().read()).isNull();
			assertThat(aborted.stdin().state()).isEqualTo(State.INCOMPLETE);
			aborted.write(ResponseHead.of(200, "OK"));
			aborted.write(Unpooled.wrappedBuffer(new byte[1_000_000]));
			aborted.writeError(Unpooled.wrappedBuffer(new byte[1000]));
			aborted.end();
			connection.send(1, get("/"));
			hello(nextExchange());
			hello(sibling);
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("hello");
			assertThat(connection.readResponse(2).bodyAsString()).isEqualTo("hello");
			CompletableFuture<AbortReason> toldLate = new CompletableFuture<>();
			aborted.onAbort(toldLate::complete);
			assertThat(toldLate).succeedsWithin(PATIENCE).isEqualTo(AbortReason.ABORT_REQUEST);
		}
		assertThat(this.events.aborts).containsExactly(AbortReason.ABORT_REQUEST);
		assertThat(this.events.failures).isEmpty();
	}

	/**
	 * SEC-31: a handler on another thread writes on and on; the client checks that
	 * nothing follows END_REQUEST.
	 */
	@Test
	void nothingFollowsEndRequestWhileTheHandlerGoesOnWriting() throws Exception {
		CountDownLatch stop = new CountDownLatch(1);
		start((exchange) -> {
			if (exchange.params().get("REQUEST_URI", "").equals("/hello")) {
				hello(exchange);
				return;
			}
			executor().execute(() -> {
				exchange.write(ResponseHead.of(200, "OK").header("Content-Type", "text/plain"));
				while (stop.getCount() > 0) {
					if (exchange.isWritable()) {
						exchange.write(new byte[20_000], 0, 20_000);
					}
				}
			});
		});
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 20; i++) {
				connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/writes").params());
				connection.endStdin(1).abort(1);
				TestResponse response = connection.readResponse(1);
				assertThat(response.protocolStatus()).isEqualTo(TestResponse.REQUEST_COMPLETE);
				expectHello(connection, 1);
			}
		}
		finally {
			stop.countDown();
		}
	}

	@Test
	void abortOfAResponseThatBeganEndsIt() throws Exception {
		start(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			Exchange exchange = nextExchange();
			exchange.write(ResponseHead.of(200, "OK"));
			exchange.flush();
			assertThat(exchange.isCommitted()).isTrue();
			connection.abort(1);
			TestResponse response = connection.readResponse(1);
			assertThat(response.appStatus()).isNotZero();
			assertThat(response.status()).isEqualTo(200);
		}
	}

	/**
	 * FCGI-25, SEC-36: with and without a reset.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void clientThatIsKilledAbortsItsRequests(boolean reset) throws Exception {
		start(this.exchanges::add);
		CompletableFuture<AbortReason> told = new CompletableFuture<>();
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			connection.stdin(1, new byte[3000]);
			connection.begin(2, TestRequest.RESPONDER, TestRequest.KEEP_CONN).stdin(2, new byte[3000]);
			nextExchange().onAbort(told::complete);
			connection.writeBytes((byte) 1, (byte) TestRecord.STDIN, (byte) 0);
			if (reset) {
				connection.reset();
			}
		}
		assertThat(told).succeedsWithin(PATIENCE).isEqualTo(AbortReason.CONNECTION_CLOSED);
		eventually(() -> assertThat(server().connections()).isZero());
		assertThat(server().requests()).isZero();
		assertThat(this.events.aborts).containsExactly(AbortReason.CONNECTION_CLOSED);
		assertThat(this.events.protocolErrors).isEmpty();
	}

	@Test
	void readerThatWaitsIsWokenByTheEndOfTheClient() {
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		CountDownLatch reading = new CountDownLatch(1);
		startBlocking((exchange) -> {
			try {
				exchange.stdin().read();
				reading.countDown();
				exchange.stdin().readAllBytes();
			}
			catch (IOException ex) {
				thrown.complete(ex);
				throw ex;
			}
		});
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			connection.stdin(1, new byte[100]);
			assertThat(reading).satisfies((latch) -> assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue());
		}
		assertThat(thrown).succeedsWithin(PATIENCE);
		assertThat(this.events.failures).isEmpty();
	}

	@Test
	void writerThatWaitsIsWokenByTheEndOfTheClient() {
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		startBlocking((exchange) -> {
			exchange.exchange().write(ResponseHead.of(200, "OK"));
			try {
				while (true) {
					exchange.stdout().write(new byte[100_000]);
				}
			}
			catch (IOException ex) {
				thrown.complete(ex);
				throw ex;
			}
		});
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			eventually(() -> assertThat(this.events.bytesSent.get()).isGreaterThan(100_000));
		}
		assertThat(thrown).succeedsWithin(PATIENCE);
	}

	/**
	 * Somebody else ends the request, for instance because it takes too long.
	 */
	@Test
	void readerThatWaitsIsWokenWhenTheRequestIsRefused() throws Exception {
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		startBlocking((exchange) -> {
			this.exchanges.add(exchange.exchange());
			try {
				exchange.stdin().readAllBytes();
			}
			catch (IOException ex) {
				thrown.complete(ex);
			}
		});
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			nextExchange().refuse(Refusal.OVERLOADED);
			assertThat(connection.readResponse(1).status()).isEqualTo(503);
			assertThat(thrown).succeedsWithin(PATIENCE);
		}
	}

	@Test
	void writerThatWaitsIsWokenWhenTheRequestIsRefused() throws Exception {
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		startBlocking((exchange) -> {
			this.exchanges.add(exchange.exchange());
			exchange.exchange().write(ResponseHead.of(200, "OK"));
			try {
				while (true) {
					exchange.stdout().write(new byte[10_000]);
				}
			}
			catch (IOException ex) {
				thrown.complete(ex);
			}
		});
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			Exchange exchange = nextExchange();
			Awaitility.await().atMost(PATIENCE).during(Duration.ofMillis(300)).until(() -> !exchange.isWritable());
			exchange.refuse(Refusal.OVERLOADED);
			assertThat(thrown).succeedsWithin(PATIENCE);
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> connection.readResponse(1))
				.withMessageContaining("Connection reset");
		}
	}

	/**
	 * What one handler does wrong must not hurt the others.
	 */
	@Test
	void exceptionOfACallbackStaysWithItsRequest() throws Exception {
		start(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			Exchange bad = nextExchange();
			connection.begin(2, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(2, get("/").params());
			Exchange good = nextExchange();
			CompletableFuture<AbortReason> told = new CompletableFuture<>();
			good.onAbort(told::complete);
			bad.onAbort((reason) -> {
				throw new IllegalStateException("onAbort");
			});
			bad.stdin().onReadable(() -> {
				throw new IllegalStateException("onReadable");
			});
			connection.stdin(1, (byte) 1);
			assertThat(connection.readResponse(1).status()).isEqualTo(500);
			connection.send(3, get("/"));
			nextExchange().onAbort((reason) -> {
				throw new IllegalStateException("onAbort");
			});
			connection.close();
			assertThat(told).succeedsWithin(PATIENCE).isEqualTo(AbortReason.CONNECTION_CLOSED);
		}
		eventually(() -> assertThat(this.events.failures).extracting(Throwable::getMessage)
			.containsExactlyInAnyOrder("onReadable", "onAbort"));
	}

	/**
	 * Who counts outcomes needs to know them when the request ends.
	 */
	@Test
	void endIsTheLastThatIsSaidOfARequest() throws Exception {
		start((exchange) -> {
			switch (exchange.params().get("REQUEST_URI", "")) {
				case "/fails" -> throw new IllegalStateException("failed");
				case "/refuses" -> exchange.refuse(Refusal.ROLE_NOT_SERVED);
				default -> this.exchanges.add(exchange);
			}
		});
		try (FastCgiTestConnection connection = connect()) {
			assertThat(connection.send(1, get("/fails")).readResponse(1).status()).isEqualTo(500);
			assertThat(connection.send(1, get("/refuses")).readResponse(1).status()).isEqualTo(501);
			connection.send(1, get("/waits"));
			nextExchange();
			connection.abort(1).readResponse(1);
		}
		eventually(() -> assertThat(this.events.order).containsExactly("started", "failed", "refused", "ended",
				"started", "refused", "ended", "started", "aborted", "ended"));
	}

	/**
	 * FCGI-25: the end of the connection comes behind a body that nobody reads.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, TestRequest.KEEP_CONN })
	void connectionClosedBehindAnUnreadBodyAbortsTheRequest(int flags) throws Exception {
		start(this.exchanges::add, limits((limits) -> limits.inputWindow = 1000));
		int length = 3_000_000;
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, flags)
				.params(1, get("/").param("CONTENT_LENGTH", String.valueOf(length)).params());
			connection.stdin(1, new byte[length]).endStdin(1);
		}
		CompletableFuture<AbortReason> told = new CompletableFuture<>();
		nextExchange().onAbort(told::complete);
		assertThat(told).succeedsWithin(PATIENCE).isEqualTo(AbortReason.CONNECTION_CLOSED);
	}

	/**
	 * FCGI-25, for SCGI: a reset says that nobody waits for the answer.
	 */
	@Test
	void scgiConnectionResetBehindAnUnreadBodyAbortsTheRequest() throws Exception {
		start(this.exchanges::add, limits((limits) -> limits.inputWindow = 1000));
		FastCgiTestConnection connection = connect();
		connection.writeBytes("30:CONTENT_LENGTH\0003000000\0SCGI\0001\0,".getBytes(StandardCharsets.US_ASCII));
		Exchange exchange = nextExchange();
		CompletableFuture<AbortReason> told = new CompletableFuture<>();
		exchange.onAbort(told::complete);
		connection.writeBytes(new byte[3_000_000]);
		connection.reset();
		assertThat(told).succeedsWithin(PATIENCE).isEqualTo(AbortReason.CONNECTION_CLOSED);
	}

}
