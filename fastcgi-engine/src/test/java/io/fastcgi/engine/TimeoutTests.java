package io.fastcgi.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Timeouts}: whoever is too slow, others are not harmed.
 *
 * @author FastCGI Spring Boot maintainers
 */
class TimeoutTests extends ServerTestCase {

	private static final Duration SHORT = Duration.ofMillis(150);

	private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

	private Exchange nextExchange() throws InterruptedException {
		Exchange exchange = this.exchanges.poll(10, TimeUnit.SECONDS);
		assertThat(exchange).isNotNull();
		return exchange;
	}

	/**
	 * Serves {@code /hello} at once and leaves everything else to the test.
	 */
	private void handle(Exchange exchange) {
		if (exchange.params().get("REQUEST_URI", "").equals("/hello")) {
			hello(exchange);
		}
		else {
			this.exchanges.add(exchange);
		}
	}

	private static void awaitBody(Exchange exchange) {
		InputGatherer.gather(exchange.stdin(), 1000);
	}

	/**
	 * SEC-2, SEC-10: silent from the start, or after a part of a header or of a
	 * netstring.
	 */
	@Test
	void connectionOnWhichNoRequestBeginsIsClosed() {
		start(this::handle, Timeouts.defaults().withFirstRequest(SHORT));
		try (FastCgiTestConnection kept = connect();
				FastCgiTestConnection silent = connect();
				FastCgiTestConnection half = connect();
				FastCgiTestConnection scgi = connect()) {
			expectHello(kept, 1);
			half.writeBytes((byte) 1, (byte) 1);
			scgi.writeBytes((byte) '2', (byte) '4');
			assertThat(silent.isClosedByPeer()).isTrue();
			assertThat(half.isClosedByPeer()).isTrue();
			assertThat(scgi.isClosedByPeer()).isTrue();
			expectHello(kept, 1);
		}
		assertThat(this.events.timeouts).containsExactly(Deadline.FIRST_REQUEST, Deadline.FIRST_REQUEST,
				Deadline.FIRST_REQUEST);
	}

	@Test
	void idleConnectionIsClosed() {
		start(this::handle, Timeouts.defaults().withIdle(SHORT));
		try (FastCgiTestConnection kept = connect()) {
			expectHello(kept, 1);
			assertThat(kept.isClosedByPeer()).isTrue();
		}
		assertThat(this.events.timeouts).containsExactly(Deadline.IDLE);
	}

	@Test
	void connectionIsNotIdleWhileAHandlerIsAtWork() throws Exception {
		start(this::handle, Timeouts.defaults().withIdle(SHORT));
		try (FastCgiTestConnection slow = connect(); FastCgiTestConnection idle = connect()) {
			slow.send(1, get("/"));
			expectHello(idle, 1);
			assertThat(idle.isClosedByPeer()).isTrue();
			assertThat(slow.isClosedByPeer(SHORT.multipliedBy(2))).isFalse();
			hello(nextExchange());
			assertThat(slow.readResponse(1).bodyAsString()).isEqualTo("hello");
			assertThat(slow.isClosedByPeer()).isTrue();
		}
	}

	/**
	 * FCGI-66, SEC-8, SEC-10.
	 */
	@Test
	void requestWhoseParamsDoNotEndIsRefused() {
		start(this::handle, Timeouts.defaults().withParams(SHORT));
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).stream(TestRecord.PARAMS, 1, (byte) 5);
			connection.begin(2, TestRequest.AUTHORIZER, TestRequest.KEEP_CONN);
			assertThat(connection.readResponse(1).status()).isEqualTo(408);
			assertThat(connection.readResponse(2).status()).isEqualTo(408);
			connection.stream(TestRecord.PARAMS, 1, (byte) 3).endStream(TestRecord.PARAMS, 1);
			expectHello(connection, 1);
			expectHello(connection, 2);
		}
		assertThat(this.events.timeouts).containsExactly(Deadline.PARAMS, Deadline.PARAMS);
		assertThat(this.exchanges).isEmpty();
	}

	/**
	 * SEC-10, SEC-29: each request that waits for its body has a deadline of its own.
	 */
	@Test
	void requestWhoseBodyDoesNotComeIsAborted() throws Exception {
		start(this::handle, Timeouts.defaults().withInput(SHORT));
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			Exchange stalled = nextExchange();
			awaitBody(stalled);
			connection.stdin(1, new byte[10]);
			connection.begin(2, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(2, get("/").params());
			Exchange indifferent = nextExchange();
			assertThat(connection.readResponse(1).status()).isEqualTo(408);
			assertThat(stalled.isEnded()).isTrue();
			hello(indifferent);
			assertThat(connection.readResponse(2).status()).isEqualTo(200);
			expectHello(connection, 1);
		}
		assertThat(this.events.timeouts).containsExactly(Deadline.INPUT);
		assertThat(this.events.aborts).containsExactly(AbortReason.TIMEOUT);
	}

	/**
	 * Whoever was answered early may send the rest of the body for a while, and not for
	 * ever.
	 */
	@Test
	void connectionWhoseBodyDoesNotEndAfterTheResponseIsClosed() {
		start(this::handle, Timeouts.defaults().withInput(SHORT));
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, 0).params(1, get("/hello").params());
			assertThat(connection.readResponse(1).status()).isEqualTo(200);
			eventually(() -> assertThat(server().connections()).isZero());
		}
	}

	@Test
	void scgiRequestWhoseBodyDoesNotComeIsAborted() throws Exception {
		start(this::handle, Timeouts.defaults().withInput(SHORT));
		try (FastCgiTestConnection connection = connect()) {
			connection.writeBytes("25:CONTENT_LENGTH\00010\000SCGI\0001\000,".getBytes(StandardCharsets.US_ASCII));
			Exchange stalled = nextExchange();
			awaitBody(stalled);
			assertThat(new String(connection.readBytes(), StandardCharsets.US_ASCII)).startsWith("Status: 408 ");
		}
		assertThat(this.events.timeouts).containsExactly(Deadline.INPUT);
	}

	/**
	 * SEC-29: an authorizer that hangs must not grant access.
	 */
	@Test
	void requestWhoseHandlerDoesNothingIsAborted() throws Exception {
		start(this::handle, Timeouts.defaults().withHandler(SHORT));
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			Exchange hanging = nextExchange();
			connection.begin(2, TestRequest.AUTHORIZER, TestRequest.KEEP_CONN).params(2, get("/").params());
			TestResponse response = connection.readResponse(1);
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.header("Retry-After")).isNotNull();
			assertThat(connection.readResponse(2).status()).isEqualTo(503);
			assertThat(hanging.isEnded()).isTrue();
			hello(hanging);
			expectHello(connection, 1);
		}
		assertThat(this.events.timeouts).containsExactly(Deadline.HANDLER, Deadline.HANDLER);
	}

	@Test
	void handlerThatWritesNowAndThenMayTakeItsTime() throws Exception {
		start(this::handle, Timeouts.defaults().withHandler(SHORT.multipliedBy(2)));
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			Exchange slow = nextExchange();
			slow.write(ResponseHead.of(200, "OK").header("Content-Type", "text/plain"));
			for (int i = 0; i < 8; i++) {
				assertThat(connection.isClosedByPeer(SHORT.dividedBy(2))).isFalse();
				slow.write(Unpooled.wrappedBuffer(new byte[] { 'x' }));
			}
			slow.end();
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("xxxxxxxx");
		}
		assertThat(this.events.timeouts).isEmpty();
	}

	/**
	 * SEC-35: a front end that reads nothing more is given up, with all its requests.
	 */
	@Test
	void connectionWhoseFrontEndDoesNotReadIsClosed() throws Exception {
		start(this::handle, Timeouts.defaults().withOutput(SHORT));
		try (FastCgiTestConnection deaf = connect(); FastCgiTestConnection neighbour = connect()) {
			deaf.send(1, get("/"));
			Exchange large = nextExchange();
			large.write(ResponseHead.of(200, "OK").header("Content-Type", "text/plain"));
			large.write(Unpooled.wrappedBuffer(new byte[20_000_000]));
			large.end();
			expectHello(neighbour, 1);
			eventually(() -> assertThat(this.events.timeouts).containsExactly(Deadline.OUTPUT));
			eventually(() -> assertThat(server().connections()).isOne());
			expectHello(neighbour, 1);
		}
	}

	/**
	 * SEC-35: a megabyte in a second is not nothing. Left to itself, the system would
	 * take in much more before it says that it can take more.
	 */
	@Test
	void connectionWhoseFrontEndReadsSlowlyIsKept() {
		int length = 5_000_000;
		start((exchange) -> {
			exchange.write(ResponseHead.of(200, "OK").header("Content-Type", "text/plain"));
			exchange.write(Unpooled.wrappedBuffer(new byte[length]));
			exchange.end();
		}, Timeouts.defaults().withOutput(Duration.ofSeconds(1)));
		long read = get("/").sendAndStream((response) -> {
			long count = 0;
			int step;
			while ((step = response.body().readNBytes(20_000).length) > 0) {
				count += step;
				LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			}
			return count;
		});
		assertThat(read).isEqualTo(length);
		assertThat(this.events.timeouts).isEmpty();
	}

}
