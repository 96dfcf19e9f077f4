package io.fastcgi.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for several requests on one connection, one after the other and at once.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ConnectionReuseTests extends ServerTestCase {

	/**
	 * FCGI-23, trap 9 of the front ends.
	 */
	@Test
	void keptConnectionServesRequestAfterRequest() {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 20; i++) {
				expectHello(connection, 1);
			}
		}
		assertThat(this.events.opened).hasValue(1);
	}

	/**
	 * FCGI-23, FCGI-40: the client checks that the connection is closed after
	 * END_REQUEST, with nothing in between.
	 */
	@Test
	void connectionThatIsNotKeptIsClosed() {
		start(ServerTestCase::hello);
		assertThat(get("/").send().bodyAsString()).isEqualTo("hello");
	}

	/**
	 * FCGI-67.
	 */
	@Test
	void connectionThatIsNotKeptIsClosedAfterTheLastOfItsRequests() throws Exception {
		BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
		start(exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			Exchange first = exchanges.poll(10, TimeUnit.SECONDS);
			connection.send(2, get("/").keepConnection(false));
			Exchange second = exchanges.poll(10, TimeUnit.SECONDS);
			hello(second);
			assertThat(connection.readResponse(2).bodyAsString()).isEqualTo("hello");
			assertThat(connection.getValues("FCGI_MAX_REQS")).hasSize(1);
			hello(first);
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("hello");
			assertThat(connection.readRecord()).isNull();
		}
	}

	/**
	 * FCGI-44, FCGI-14: the rest of the body is ignored, the next request is not harmed.
	 */
	@Test
	void earlyAnswerLeavesTheConnectionUsable() {
		start(ServerTestCase::hello, limits((limits) -> limits.inputWindow = 10_000));
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 3; i++) {
				connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
				connection.stdin(1, new byte[100_000]);
				assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("hello");
				connection.stdin(1, new byte[100_000]).endStdin(1);
				expectHello(connection, 1);
			}
		}
	}

	/**
	 * The window fills before the handler answers from another thread without reading.
	 */
	@Test
	void bodyThatNobodyReadsDoesNotStallTheNextRequest() throws Exception {
		BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
		start(exchanges::add, limits((limits) -> limits.inputWindow = 10_000));
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/").body(new byte[4_000_000]));
			Exchange first = exchanges.poll(10, TimeUnit.SECONDS);
			eventually(() -> assertThat(this.events.bytesReceived.get()).isGreaterThan(10_000));
			hello(first);
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("hello");
			eventually(() -> assertThat(this.events.bytesReceived.get()).isGreaterThan(4_000_000));
			connection.send(2, get("/"));
			hello(exchanges.poll(10, TimeUnit.SECONDS));
			assertThat(connection.readResponse(2).bodyAsString()).isEqualTo("hello");
		}
	}

	/**
	 * FCGI-26, trap 5 of the front ends: Caddy writes its whole body before it reads. The
	 * response must not be overtaken by a reset.
	 */
	@Test
	void responseSurvivesABodyThatIsStillComing() throws Exception {
		String text = "x".repeat(300_000);
		start((exchange) -> exchange.respondText(text));
		for (int i = 0; i < 5; i++) {
			try (FastCgiTestConnection connection = connect()) {
				connection.begin(1, TestRequest.RESPONDER, 0).params(1, get("/").params());
				byte[] piece = new byte[50_000];
				for (int written = 0; written < 60; written++) {
					connection.stdin(1, piece);
				}
				connection.endStdin(1);
				assertThat(connection.readResponse(1).bodyAsString()).isEqualTo(text);
				assertThat(connection.readRecord()).as("end of the stream, not a reset").isNull();
			}
		}
		eventually(() -> assertThat(server().connections()).isZero());
	}

	/**
	 * FCGI-12, FCGI-38, FCGI-63, PT-9.
	 */
	@Test
	void requestsEndInAnyOrder() throws Exception {
		BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
		start(exchanges::add);
		int count = 200;
		try (FastCgiTestConnection connection = connect()) {
			for (int id = 1; id <= count; id++) {
				connection.begin(id, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			}
			for (int id = count; id >= 1; id--) {
				connection.params(id, get("/" + id).params());
			}
			List<Exchange> started = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				started.add(exchanges.poll(10, TimeUnit.SECONDS));
			}
			assertThat(server().requests()).isEqualTo(count);
			for (int id = 1; id <= count; id++) {
				connection.endStdin(id);
			}
			Collections.shuffle(started, new Random(3));
			for (Exchange exchange : started) {
				executor().execute(() -> exchange.respondText(exchange.params().get("REQUEST_URI", "").repeat(1000)));
			}
			for (int id = 1; id <= count; id++) {
				assertThat(connection.readResponse(id).bodyAsString()).isEqualTo(("/" + id).repeat(1000));
			}
			expectHelloFrom(exchanges, connection);
		}
	}

	private void expectHelloFrom(BlockingQueue<Exchange> exchanges, FastCgiTestConnection connection)
			throws InterruptedException {
		connection.send(1, get("/"));
		hello(exchanges.poll(10, TimeUnit.SECONDS));
		assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("hello");
	}

	@Test
	void requestWhoseBodyIsNotReadLetsOthersPass() {
		start((exchange) -> {
			if (exchange.params().get("REQUEST_URI", "").equals("/hello")) {
				hello(exchange);
			}
		});
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/waits").params());
			connection.stdin(1, new byte[100_000]);
			expectHello(connection, 2);
			connection.stdin(1, new byte[100_000]);
			expectHello(connection, 2);
			connection.abort(1);
			TestResponse aborted = connection.readResponse(1);
			assertThat(aborted.records()).hasSize(1);
			assertThat(aborted.protocolStatus()).isEqualTo(TestResponse.REQUEST_COMPLETE);
			connection.writeRecord(TestRecord.STDIN, 1, new byte[100]);
			expectHello(connection, 1);
		}
	}

	/**
	 * SEC-35: the front end does not read what id 1 wrote, and yet id 3 is served.
	 */
	@Test
	void responseThatNobodyReadsDoesNotStopTheInputOfOthers() throws Exception {
		BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
		start(exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/").param("NAME", "1"));
			Exchange first = exchanges.poll(10, TimeUnit.SECONDS);
			first.respondText("x".repeat(10_000_000));
			connection.send(3, get("/"));
			Exchange third = exchanges.poll(10, TimeUnit.SECONDS);
			assertThat(third).isNotNull();
			hello(third);
			assertThat(connection.readResponse(1).body()).hasSize(10_000_000);
			assertThat(connection.readResponse(3).bodyAsString()).isEqualTo("hello");
		}
	}

}
