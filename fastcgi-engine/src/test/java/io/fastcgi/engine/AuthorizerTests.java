package io.fastcgi.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.exchange.ExchangeInput.State;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the Authorizer role. lighttpd takes an END_REQUEST without a status for
 * "granted", so there always is one (SEC-29).
 *
 * @author FastCGI Spring Boot maintainers
 */
class AuthorizerTests extends ServerTestCase {

	private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

	private TestRequest authorize() {
		return get("/secret").role(TestRequest.AUTHORIZER);
	}

	/**
	 * FCGI-50, FCGI-51, PT-2: Apache sends no STDIN, lighttpd an empty one.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void answersWithAndWithoutStdin(boolean stdin) {
		start((exchange) -> {
			assertThat(exchange.role()).isEqualTo(Role.AUTHORIZER);
			assertThat(exchange.stdin().state()).isEqualTo(State.COMPLETE);
			assertThat(exchange.data().state()).isEqualTo(State.COMPLETE);
			exchange.write(ResponseHead.of(200, "OK").header("Variable-AUTH_METHOD", "database lookup"));
			exchange.end();
		});
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 3; i++) {
				TestRequest request = (stdin) ? authorize() : authorize().withoutStdin();
				TestResponse response = connection.send(1, request).readResponse(1);
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.header("Variable-AUTH_METHOD")).isEqualTo("database lookup");
			}
		}
		TestRequest request = (stdin) ? authorize() : authorize().withoutStdin();
		assertThat(request.send().status()).isEqualTo(200);
	}

	@Test
	void bodyOfAnAuthorizerIsIgnored() {
		start((exchange) -> this.exchanges.add(exchange));
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.AUTHORIZER, TestRequest.KEEP_CONN);
			connection.stdin(1, new byte[5000]).params(1, authorize().params());
			connection.stdin(1, new byte[5000]).endStdin(1);
			Exchange exchange = this.exchanges.poll(10, TimeUnit.SECONDS);
			assertThat(exchange).isNotNull();
			assertThat(exchange.stdin().read()).isNull();
			assertThat(exchange.stdin().state()).isEqualTo(State.COMPLETE);
			hello(exchange);
			assertThat(connection.readResponse(1).status()).isEqualTo(200);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	static Stream<Named<ExchangeHandler>> failingHandlers() {
		return Stream.of(Named.of("throws", (exchange) -> {
			throw new IllegalStateException("failed");
		}), Named.of("throws an error", (exchange) -> {
			throw new StackOverflowError();
		}), Named.of("says nothing", Exchange::end), Named.of("writes half a head", (exchange) -> {
			write(exchange, "Status: 200 OK\r\nVariable-X: y\r\n");
			exchange.flush();
			exchange.end();
		}), Named.of("begins with an empty line", (exchange) -> {
			write(exchange, "\r\n\r\nStatus: 200 OK\r\n\r\n");
			exchange.end();
		}), Named.of("throws after half a head", (exchange) -> {
			write(exchange, "Status: 200 OK\r\n");
			exchange.flush();
			throw new IllegalStateException("failed");
		}), Named.of("throws after a head that was not sent", (exchange) -> {
			exchange.write(ResponseHead.of(200, "OK"));
			throw new IllegalStateException("failed");
		}), Named.of("fails later",
				(exchange) -> exchange.eventLoop().execute(() -> exchange.fail(new IllegalStateException("failed")))),
				Named.of("writes only to the error stream", (exchange) -> {
					exchange.writeError(Unpooled.copiedBuffer("oops", StandardCharsets.US_ASCII));
					exchange.end();
				}), Named.of("never ends its head", (exchange) -> {
					while (!exchange.isEnded()) {
						write(exchange, "Variable-X: ".repeat(1000));
					}
				}));
	}

	/**
	 * CGI-1, CGI-23, SEC-29.
	 */
	@ParameterizedTest
	@MethodSource("failingHandlers")
	void failureIsNeverTakenForSuccess(ExchangeHandler handler) {
		start(handler);
		try (FastCgiTestConnection connection = connect()) {
			TestResponse response = connection.send(1, authorize().withoutStdin()).readResponse(1);
			assertThat(response.status()).isEqualTo(500);
			assertThat(response.appStatus()).isNotZero();
			assertThat(response.protocolStatus()).isEqualTo(TestResponse.REQUEST_COMPLETE);
			assertThat(new String(response.stdout(), StandardCharsets.US_ASCII)).startsWith("Status: 500 ");
		}
		assertThat(this.events.refusals).containsExactly(Refusal.HANDLER_FAILED);
		assertThat(this.events.failures).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void abortIsNeverTakenForSuccess(boolean started) throws Exception {
		start(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.AUTHORIZER, TestRequest.KEEP_CONN);
			if (started) {
				connection.params(1, authorize().params());
				assertThat(this.exchanges.poll(10, TimeUnit.SECONDS)).isNotNull();
			}
			connection.abort(1);
			assertThat(connection.readResponse(1).status()).isGreaterThanOrEqualTo(400);
		}
	}

	@Test
	void duplicateBeginIsNeverTakenForSuccess() {
		start(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.AUTHORIZER, TestRequest.KEEP_CONN);
			connection.begin(1, TestRequest.AUTHORIZER, TestRequest.KEEP_CONN);
			assertThat(connection.readResponse(1).status()).isGreaterThanOrEqualTo(400);
		}
	}

	@Test
	void overloadIsNeverTakenForSuccess() throws Exception {
		start(this.exchanges::add, limits((limits) -> limits.maxRequests = 1));
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, authorize().withoutStdin());
			Exchange first = this.exchanges.poll(10, TimeUnit.SECONDS);
			connection.send(2, authorize().withoutStdin());
			assertThat(connection.readResponse(2).status()).isEqualTo(503);
			hello(first);
			assertThat(connection.readResponse(1).status()).isEqualTo(200);
		}
	}

	@Test
	void shutdownIsNeverTakenForSuccess() throws Exception {
		FastCgiServer server = start(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, authorize().withoutStdin());
			Exchange exchange = this.exchanges.poll(10, TimeUnit.SECONDS);
			assertThat(exchange).isNotNull();
			write(exchange, "Status: 200 OK\r\n");
			exchange.flush();
			connection.begin(3, TestRequest.AUTHORIZER, TestRequest.KEEP_CONN);
			assertThat(connection.getValues("FCGI_MAX_REQS")).hasSize(1);
			server.shutdown(Duration.ofMillis(1));
			assertThat(connection.readResponse(1).status()).isEqualTo(503);
			assertThat(connection.readResponse(3).status()).isEqualTo(503);
			assertThat(connection.isClosedByPeer()).isTrue();
		}
	}

	/**
	 * FCGI-52: what is not consent is a response for the client.
	 */
	@Test
	void refusalOfTheHandlerIsSentWhole() {
		byte[] page = "no ".repeat(40_000).getBytes(StandardCharsets.US_ASCII);
		start((exchange) -> {
			exchange.write(ResponseHead.of(403, "Forbidden").header("Content-Type", "text/plain").header("X-A", "b"));
			exchange.write(Unpooled.wrappedBuffer(page));
			exchange.end();
		});
		TestResponse response = authorize().withoutStdin().send();
		assertThat(response.status()).isEqualTo(403);
		assertThat(response.header("X-A")).isEqualTo("b");
		assertThat(response.body()).isEqualTo(page);
	}

	private static void write(Exchange exchange, String text) {
		exchange.write(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
	}

}
