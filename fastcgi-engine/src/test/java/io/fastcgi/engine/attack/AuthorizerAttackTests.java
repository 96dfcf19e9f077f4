package io.fastcgi.engine.attack;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attempts to make an authorizer say nothing, which some front ends take for consent
 * (SEC-29).
 *
 * @author FastCGI Spring Boot maintainers
 */
class AuthorizerAttackTests extends AttackTestCase {

	private static final int TIMES = 100;

	static Stream<Named<ExchangeHandler>> failingHandlers() {
		return Stream.of(Named.of("throws", (exchange) -> {
			throw new IllegalStateException("failed");
		}), Named.of("runs out of memory", (exchange) -> {
			throw new OutOfMemoryError("not really");
		}), Named.of("says nothing", Exchange::end), Named.of("says half of it", (exchange) -> {
			exchange.write(Unpooled.copiedBuffer("Status: 200 OK\r\nVariable-X: y\r\n", StandardCharsets.US_ASCII));
			exchange.flush();
			exchange.end();
		}), Named.of("refuses", (exchange) -> exchange.refuse(Refusal.OVERLOADED)),
				Named.of("never answers", (exchange) -> {
				}));
	}

	/**
	 * SEC-29: whatever happens, there is a complete answer, and it is not 200.
	 */
	@ParameterizedTest
	@MethodSource("failingHandlers")
	void failureIsNeverTakenForConsent(ExchangeHandler handler) {
		attacked(handler, (builder) -> builder.timeouts(Timeouts.defaults().withHandler(Duration.ofMillis(200))));
		try (FastCgiTestConnection connection = connect()) {
			for (int id = 1; id <= TIMES; id++) {
				authorize(connection, id);
			}
			for (int id = 1; id <= TIMES; id++) {
				expectNoConsent(connection.readResponse(id));
			}
		}
	}

	/**
	 * SEC-29: aborted in every state there is.
	 */
	@Test
	void abortIsNeverTakenForConsent() {
		attacked((exchange) -> {
		});
		try (FastCgiTestConnection connection = connect()) {
			for (int id = 1; id <= TIMES; id++) {
				connection.begin(id, TestRequest.AUTHORIZER, TestRequest.KEEP_CONN);
				if (id % 2 == 0) {
					connection.params(id, get("/secret").params());
				}
				connection.abort(id);
				expectNoConsent(connection.readResponse(id));
			}
		}
	}

	/**
	 * SEC-29: of what exceeds the limits.
	 */
	@Test
	void overloadIsNeverTakenForConsent() {
		attacked((exchange) -> {
		}, (builder) -> builder.limits(limits((limits) -> {
			limits.maxRequests = 3;
			limits.maxParamsSize = 1000;
		})));
		try (FastCgiTestConnection connection = connect()) {
			authorize(connection, 1);
			authorize(connection, 2);
			for (int id = 3; id <= TIMES; id++) {
				authorize(connection, id);
				expectNoConsent(connection.readResponse(id));
			}
			connection.abort(1).abort(2);
			connection.readResponse(1);
			connection.readResponse(2);
			for (int i = 1; i <= TIMES; i++) {
				connection.begin(3, TestRequest.AUTHORIZER, TestRequest.KEEP_CONN);
				connection.params(3, get("/secret").param("HTTP_X", "x".repeat(2000)).params());
				expectNoConsent(connection.readResponse(3));
			}
		}
	}

	private void authorize(FastCgiTestConnection connection, int id) {
		connection.begin(id, TestRequest.AUTHORIZER, TestRequest.KEEP_CONN).params(id, get("/secret").params());
	}

	private static void expectNoConsent(TestResponse response) {
		assertThat(response.status()).isGreaterThanOrEqualTo(400);
		assertThat(new String(response.stdout(), StandardCharsets.US_ASCII)).startsWith("Status: ")
			.contains("\r\n\r\n");
		assertThat(response.protocolStatus()).isEqualTo(TestResponse.REQUEST_COMPLETE);
	}

}
