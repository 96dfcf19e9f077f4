package io.fastcgi.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.event.ConnectionRefusal;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Limits} and what happens beyond them.
 *
 * @author FastCGI Spring Boot maintainers
 */
class LimitsTests extends ServerTestCase {

	private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

	@Test
	void limitsMustBePositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> limits((limits) -> limits.maxParams = 0))
			.withMessageContaining("'maxParams'");
		assertThatIllegalArgumentException().isThrownBy(() -> Timeouts.defaults().withIdle(Duration.ZERO))
			.withMessageContaining("'idle'");
	}

	/**
	 * SEC-2.
	 */
	@Test
	void connectionsBeyondTheLimitAreClosed() {
		start(ServerTestCase::hello, limits((limits) -> limits.maxConnections = 3));
		List<FastCgiTestConnection> connections = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			FastCgiTestConnection connection = connect();
			expectHello(connection, 1);
			connections.add(connection);
		}
		for (int i = 0; i < 20; i++) {
			try (FastCgiTestConnection connection = connect()) {
				assertThat(connection.isClosedByPeer()).isTrue();
			}
		}
		assertThat(server().connections()).isEqualTo(3);
		assertThat(this.events.refusedConnections).hasValue(20);
		assertThat(this.events.connectionRefusals).containsOnly(ConnectionRefusal.TOO_MANY_CONNECTIONS);
		expectHello(connections.get(0), 1);
		connections.remove(0).close();
		eventually(() -> assertThat(server().connections()).isEqualTo(2));
		FastCgiTestConnection connection = connect();
		expectHello(connection, 1);
		connection.close();
		connections.forEach(FastCgiTestConnection::close);
	}

	@Test
	void requestsOfAConnectionBeyondTheLimitAreRefused() throws Exception {
		start(this.exchanges::add, limits((limits) -> limits.maxRequestsPerConnection = 2));
		try (FastCgiTestConnection connection = connect()) {
			assertThat(connection.getValues("FCGI_MAX_REQS")).containsEntry("FCGI_MAX_REQS", "2");
			connection.send(1, get("/"));
			connection.begin(2, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.begin(3, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			expectOverload(connection.readResponse(3));
			connection.params(3, get("/").params()).endStdin(3);
			hello(this.exchanges.poll(10, TimeUnit.SECONDS));
			assertThat(connection.readResponse(1).status()).isEqualTo(200);
			connection.send(3, get("/"));
			hello(this.exchanges.poll(10, TimeUnit.SECONDS));
			assertThat(connection.readResponse(3).status()).isEqualTo(200);
		}
		assertThat(this.events.refusals).containsExactly(Refusal.OVERLOADED);
	}

	/**
	 * Trap 11 of the front ends: a document, and no bare protocol status.
	 */
	@Test
	void requestsBeyondTheLimitAreRefused() throws Exception {
		start(this.exchanges::add, limits((limits) -> limits.maxRequests = 2));
		try (FastCgiTestConnection connection = connect(); FastCgiTestConnection other = connect()) {
			connection.send(1, get("/")).send(2, get("/"));
			Exchange first = this.exchanges.poll(10, TimeUnit.SECONDS);
			Exchange second = this.exchanges.poll(10, TimeUnit.SECONDS);
			assertThat(server().requests()).isEqualTo(2);
			other.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).stdin(1, new byte[3000]);
			other.params(1, get("/").params());
			expectOverload(other.readResponse(1));
			assertThat(client().scgi().get("/").send().status()).isEqualTo(503);
			hello(first);
			assertThat(connection.readResponse(1).status()).isEqualTo(200);
			other.send(1, get("/"));
			hello(this.exchanges.poll(10, TimeUnit.SECONDS));
			assertThat(other.readResponse(1).status()).isEqualTo(200);
			hello(second);
			assertThat(connection.readResponse(2).status()).isEqualTo(200);
		}
		assertThat(server().requests()).isZero();
	}

	private static void expectOverload(TestResponse response) {
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.header("Retry-After")).isEqualTo("1");
		assertThat(response.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
		assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(response.body().length));
		assertThat(response.protocolStatus()).isEqualTo(TestResponse.REQUEST_COMPLETE);
	}

	@Test
	void requestThatTheExecutorRejectsIsRefused() {
		startWith((builder) -> builder.blockingHandler((task) -> {
			throw new RejectedExecutionException("full");
		}, (exchange) -> hello(exchange.exchange())));
		try (FastCgiTestConnection connection = connect()) {
			expectOverload(connection.send(1, get("/").body(new byte[100_000])).readResponse(1));
			expectOverload(connection.send(1, get("/")).readResponse(1));
		}
		assertThat(this.events.refusals).containsOnly(Refusal.OVERLOADED);
		assertThat(this.events.failures).isEmpty();
	}

	/**
	 * SEC-38, trap 4 of the front ends.
	 */
	@Test
	void paramsBeyondTheLimitAreRefused() {
		start(ServerTestCase::hello, limits((limits) -> limits.maxParamsSize = 5000));
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(2, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).stdin(1, new byte[2000]);
			for (int i = 0; i < 20; i++) {
				connection.stream(TestRecord.PARAMS, 1, new byte[300]);
			}
			assertThat(connection.readResponse(1).status()).isEqualTo(431);
			connection.endStream(TestRecord.PARAMS, 1).endStdin(1);
			connection.params(2, get("/").params()).endStdin(2);
			assertThat(connection.readResponse(2).status()).isEqualTo(200);
		}
		assertThat(this.events.refusals).containsExactly(Refusal.PARAMS_TOO_LARGE);
	}

	@Test
	void paramsUpToTheLimitAreAccepted() {
		start((exchange) -> exchange.respondText(String.valueOf(exchange.params().size())),
				limits((limits) -> limits.maxParamsSize = 1000));
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.stream(TestRecord.PARAMS, 1, new byte[1000]).endStream(TestRecord.PARAMS, 1).endStdin(1);
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("500");
		}
	}

	/**
	 * SEC-38.
	 */
	@Test
	void tooManyParamsAreRefused() {
		start(ServerTestCase::hello, limits((limits) -> limits.maxParams = 100));
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.stream(TestRecord.PARAMS, 1, new byte[202]).endStream(TestRecord.PARAMS, 1).endStdin(1);
			assertThat(connection.readResponse(1).status()).isEqualTo(431);
			expectHello(connection, 1);
		}
	}

	/**
	 * SEC-8: params of many requests that never end cannot fill the memory, and what they
	 * used is free again afterwards.
	 */
	@Test
	void paramsOfAllRequestsTogetherAreBounded() {
		start(ServerTestCase::hello, limits((limits) -> limits.maxBufferedParams = 10_000));
		try (FastCgiTestConnection connection = connect()) {
			for (int id = 1; id <= 3; id++) {
				connection.begin(id, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
				connection.stream(TestRecord.PARAMS, id, new byte[4000]);
			}
			expectOverload(connection.readResponse(3));
			connection.abort(1).abort(2);
			connection.readResponse(1);
			connection.readResponse(2);
			expectHello(connection, 4);
		}
	}

	/**
	 * What requests that have ended took is free again.
	 */
	@Test
	void paramsOfRequestsThatEndedDoNotCount() {
		start(ServerTestCase::hello, limits((limits) -> limits.maxBufferedParams = 10_000));
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 10; i++) {
				connection.send(1, get("/").header("X-Long", "x".repeat(4000)));
				assertThat(connection.readResponse(1).status()).isEqualTo(200);
				connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
				connection.stream(TestRecord.PARAMS, 1, new byte[4000]).abort(1);
				connection.readResponse(1);
			}
		}
		assertThat(this.events.refusals).isEmpty();
	}

	/**
	 * The handler learns nothing of a body that is announced to be too long.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void bodiesBeyondTheLimitAreRefused(boolean scgi) {
		start(this.exchanges::add, limits((limits) -> limits.maxBodySize = 1000));
		FastCgiTestClient client = (scgi) ? client().scgi() : client();
		assertThat(client.post("/").body(new byte[1001]).send().status()).isEqualTo(413);
		assertThat(this.exchanges).isEmpty();
		assertThat(this.events.refusals).containsExactly(Refusal.BODY_TOO_LARGE);
	}

	@Test
	void bodyThatIsNotAnnouncedIsRefusedBeyondTheLimit() {
		start(this.exchanges::add, limits((limits) -> limits.maxBodySize = 1000));
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			connection.stdin(1, new byte[1000]).stdin(1, new byte[1]);
			assertThat(connection.readResponse(1).status()).isEqualTo(413);
		}
		assertThat(this.events.refusals).containsExactly(Refusal.BODY_TOO_LARGE);
		assertThat(this.events.aborts).containsExactly(AbortReason.INPUT_OVERFLOW);
	}

	/**
	 * What is announced is what is enforced.
	 */
	@Test
	void limitsAreAnnounced() {
		Limits limits = limits((changed) -> {
			changed.maxConnections = 17;
			changed.maxRequestsPerConnection = 5;
		});
		start(ServerTestCase::hello, limits);
		try (FastCgiTestConnection connection = connect()) {
			assertThat(connection.getValues("FCGI_MAX_CONNS", "FCGI_MAX_REQS")).containsEntry("FCGI_MAX_CONNS", "17")
				.containsEntry("FCGI_MAX_REQS", "5");
		}
	}

	@Test
	void fewerRequestsInAllThanOnAConnectionAreAnnounced() {
		start(ServerTestCase::hello, limits((limits) -> limits.maxRequests = 3));
		try (FastCgiTestConnection connection = connect()) {
			assertThat(connection.getValues("FCGI_MAX_REQS")).containsEntry("FCGI_MAX_REQS", "3");
		}
	}

}
