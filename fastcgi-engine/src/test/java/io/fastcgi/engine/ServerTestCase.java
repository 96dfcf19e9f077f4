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
public abstract class ServerTestCase {

	protected static final Duration PATIENCE = Duration.ofSeconds(10);

	protected final RecordingEvents events = new RecordingEvents();

	@Parameter
	protected Transport transport;

	private @Nullable FastCgiServer server;

	private @Nullable ExecutorService executor;

	static Stream<Transport> transports() {
		return Arrays.stream(new Transport[] { Transport.NIO, Transport.EPOLL }).filter(Transport::isAvailable);
	}

	protected FastCgiServer start(ExchangeHandler handler) {
		return startWith((builder) -> builder.handler(handler));
	}

	protected FastCgiServer start(ExchangeHandler handler, Limits limits) {
		return startWith((builder) -> builder.handler(handler).limits(limits));
	}

	protected FastCgiServer start(ExchangeHandler handler, Timeouts timeouts) {
		return startWith((builder) -> builder.handler(handler).timeouts(timeouts));
	}

	protected FastCgiServer startBlocking(BlockingHandler handler) {
		return startWith((builder) -> builder.blockingHandler(executor(), handler));
	}

	protected FastCgiServer startWith(UnaryOperator<FastCgiServerBuilder> customizer) {
		this.server = customizer
			.apply(FastCgiServer.builder().listen(0).transport(this.transport).ioThreads(2).events(this.events))
			.start();
		return this.server;
	}

	protected FastCgiServer server() {
		assertThat(this.server).isNotNull();
		return this.server;
	}

	protected ExecutorService executor() {
		if (this.executor == null) {
			this.executor = Executors.newCachedThreadPool();
		}
		return this.executor;
	}

	protected FastCgiTestClient client() {
		return FastCgiTestClient.toPort(server().port()).withTimeout(PATIENCE);
	}

	protected FastCgiTestConnection connect() {
		return client().connect();
	}

	protected TestRequest get(String target) {
		return client().get(target);
	}

	/**
	 * Makes a request on a kept connection and looks at the answer of {@link #hello}.
	 */
	protected void expectHello(FastCgiTestConnection connection, int id) {
		TestResponse response = connection.send(id, get("/hello")).readResponse(id);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.bodyAsString()).isEqualTo("hello");
		assertThat(response.appStatus()).isZero();
	}

	protected static void hello(Exchange exchange) {
		exchange.respondText("hello");
	}

	protected static Limits limits(Consumer<LimitsBuilder> customizer) {
		LimitsBuilder builder = new LimitsBuilder();
		customizer.accept(builder);
		return builder.build();
	}

	protected static void eventually(ThrowingRunnable assertion) {
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
		stopExecutor();
	}

	protected void stopExecutor() {
		if (this.executor != null) {
			this.executor.shutdown();
			eventually(() -> assertThat(this.executor.isTerminated()).as("no handler is stuck").isTrue());
		}
	}

	/**
	 * Limits of which a test changes the one that it is about.
	 */
	protected static final class LimitsBuilder {

		public int maxConnections = Limits.defaults().maxConnections();

		public int maxRequestsPerConnection = Limits.defaults().maxRequestsPerConnection();

		public int maxRequests = Limits.defaults().maxRequests();

		public int maxParamsSize = Limits.defaults().maxParamsSize();

		public int maxParams = Limits.defaults().maxParams();

		public long maxBufferedParams = Limits.defaults().maxBufferedParams();

		public int inputWindow = Limits.defaults().inputWindow();

		public long maxBufferedInput = Limits.defaults().maxBufferedInput();

		public long maxSpooledInput = Limits.defaults().maxSpooledInput();

		public long maxBodySize = Limits.defaults().maxBodySize();

		Limits build() {
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
