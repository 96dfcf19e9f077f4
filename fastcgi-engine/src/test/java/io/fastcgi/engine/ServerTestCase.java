package io.fastcgi.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.exchange.BlockingHandler;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.transport.Transport;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests with a server on a real socket, once for each transport that works here. After
 * every test nothing may be left, and every request must have ended once.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ParameterizedClass(name = "{0}")
@MethodSource("transports")
abstract class ServerTestCase {

	static final Duration PATIENCE = Duration.ofSeconds(10);

	final RecordingEvents events = new RecordingEvents();

	@Parameter
	Transport transport;

	private @Nullable FastCgiServer server;

	private @Nullable ExecutorService executor;

	static Stream<Transport> transports() {
		return Arrays.stream(new Transport[] { Transport.NIO, Transport.EPOLL }).filter(Transport::isAvailable);
	}

	FastCgiServer start(ExchangeHandler handler) {
		return startWith((builder) -> builder.handler(handler));
	}

	FastCgiServer start(ExchangeHandler handler, Limits limits) {
		return startWith((builder) -> builder.handler(handler).limits(limits));
	}

	FastCgiServer start(ExchangeHandler handler, Timeouts timeouts) {
		return startWith((builder) -> builder.handler(handler).timeouts(timeouts));
	}

	FastCgiServer startBlocking(BlockingHandler handler) {
		return startWith((builder) -> builder.blockingHandler(executor(), handler));
	}

	FastCgiServer startWith(UnaryOperator<FastCgiServerBuilder> customizer) {
		this.server = customizer
			.apply(FastCgiServer.builder().listen(0).transport(this.transport).ioThreads(2).events(this.events))
			.start();
		return this.server;
	}

	FastCgiServer server() {
		assertThat(this.server).isNotNull();
		return this.server;
	}

	ExecutorService executor() {
		if (this.executor == null) {
			this.executor = Executors.newCachedThreadPool();
		}
		return this.executor;
	}

	FastCgiTestClient client() {
		return FastCgiTestClient.toPort(server().port()).withTimeout(PATIENCE);
	}

	FastCgiTestConnection connect() {
		return client().connect();
	}

	TestRequest get(String target) {
		return client().get(target);
	}

	/**
	 * Makes a request on a kept connection and looks at the answer of {@link #hello}.
	 */
	void expectHello(FastCgiTestConnection connection, int id) {
		TestResponse response = connection.send(id, get("/hello")).readResponse(id);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.bodyAsString()).isEqualTo("hello");
		assertThat(response.appStatus()).isZero();
	}

	static void hello(Exchange exchange) {
		exchange.respondText("hello");
	}

	static Limits limits(Consumer<LimitsBuilder> customizer) {
		LimitsBuilder builder = new LimitsBuilder();
		customizer.accept(builder);
		return builder.build();
	}

	static void eventually(ThrowingRunnable assertion) {
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).untilAsserted(assertion);
	}

	@AfterEach
	void nothingIsLeft() {
		if (this.server != null) {
			this.server.close();
			assertThat(this.server.connections()).isZero();
			assertThat(this.server.requests()).isZero();
			assertThat(this.events.ended).hasValue(this.events.started.get());
			eventually(() -> assertThat(this.events.closed).hasValue(this.events.opened.get()));
		}
		if (this.executor != null) {
			this.executor.shutdown();
			eventually(() -> assertThat(this.executor.isTerminated()).as("no handler is stuck").isTrue());
		}
	}

	/**
	 * Limits of which a test changes the one that it is about.
	 */
	static final class LimitsBuilder {

		int maxConnections = Limits.defaults().maxConnections();

		int maxRequestsPerConnection = Limits.defaults().maxRequestsPerConnection();

		int maxRequests = Limits.defaults().maxRequests();

		int maxParamsSize = Limits.defaults().maxParamsSize();

		int maxParams = Limits.defaults().maxParams();

		long maxBufferedParams = Limits.defaults().maxBufferedParams();

		int inputWindow = Limits.defaults().inputWindow();

		long maxBufferedInput = Limits.defaults().maxBufferedInput();

		long maxSpooledInput = Limits.defaults().maxSpooledInput();

		long maxBodySize = Limits.defaults().maxBodySize();

		private Limits build() {
			return Limits.builder()
				.maxConnections(this.maxConnections)
				.maxRequestsPerConnection(this.maxRequestsPerConnection)
				.maxRequests(this.maxRequests)
				.maxParamsSize(this.maxParamsSize)
				.maxParams(this.maxParams)
				.maxBufferedParams(this.maxBufferedParams)
				.inputWindow(this.inputWindow)
				.maxBufferedInput(this.maxBufferedInput)
				.maxSpooledInput(this.maxSpooledInput)
				.maxBodySize(this.maxBodySize)
				.build();
		}

	}

}
