package io.fastcgi.engine.attack;

import java.time.Duration;
import java.util.function.UnaryOperator;

import io.fastcgi.engine.FastCgiServerBuilder;
import io.fastcgi.engine.ServerTestCase;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks on a server with one event loop, which everybody shares. After each of them the
 * neighbour, who was there all the time, must have been served, a stranger must be, and
 * nothing that the attack took may be kept.
 *
 * @author FastCGI Spring Boot maintainers
 */
abstract class AttackTestCase extends ServerTestCase {

	static final ExchangeHandler NEVER_CALLED = (exchange) -> {
		throw new IllegalStateException("The attack reached the handler");
	};

	private @Nullable Resources before;

	private @Nullable Neighbour neighbour;

	void attacked(ExchangeHandler handler) {
		attacked(handler, UnaryOperator.identity());
	}

	/**
	 * Starts a server and a request on it.
	 * @param handler serves the attacker
	 * @param customizer changes the server
	 */
	void attacked(ExchangeHandler handler, UnaryOperator<FastCgiServerBuilder> customizer) {
		startWith((builder) -> customizer.apply(builder.ioThreads(1).handler((exchange) -> serve(exchange, handler))));
		expectToBeServed();
		this.before = Resources.now();
		this.neighbour = Neighbour.start(connect(), get(Neighbour.TARGET).withoutParam("CONTENT_LENGTH"));
	}

	private static void serve(Exchange exchange, ExchangeHandler handler) throws Exception {
		switch (exchange.params().get("REQUEST_URI", "")) {
			case "/hello" -> hello(exchange);
			case Neighbour.TARGET -> Neighbour.serve(exchange);
			default -> handler.handle(exchange);
		}
	}

	private void expectToBeServed() {
		try (FastCgiTestConnection connection = connect()) {
			expectHello(connection, 1);
		}
		assertThat(client().scgi().get("/hello").send().bodyAsString()).isEqualTo("hello");
	}

	/**
	 * Begins a request that stays open.
	 */
	static FastCgiTestConnection begin(FastCgiTestConnection connection, int id) {
		return connection.begin(id, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
	}

	@AfterEach
	void attackHasNoEffect() {
		assertThat(this.neighbour).as("neighbour, to be started with attacked(...)").isNotNull();
		assertThat(this.before).isNotNull();
		this.neighbour.expectToFinish();
		expectToBeServed();
		eventually(() -> assertThat(server().connections()).isZero());
		assertThat(server().requests()).isZero();
		assertThat(this.events.protocolErrors).noneMatch((error) -> error.contains("Internal error"));
		stopExecutor();
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInSameThread()
			.untilAsserted(() -> Resources.now().assertBackWhereTheyWere(this.before));
	}

}
