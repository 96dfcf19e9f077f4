package io.fastcgi.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.BlockingExchange;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeInput;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for requests that become tunnels, over SCGI ({@code true}) and FastCGI.
 *
 * @author FastCGI Spring Boot maintainers
 */
class TunnelTests extends ServerTestCase {

	private static final Duration SHORT = Duration.ofMillis(150);

	private static final String HEAD = "Status: 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n";

	private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

	static ResponseHead switching() {
		return ResponseHead.of(101, "Switching Protocols").header("Connection", "Upgrade").header("Upgrade", "echo");
	}

	private static void echo(BlockingExchange exchange) throws IOException {
		exchange.exchange().write(switching());
		exchange.stdin().transferTo(exchange.stdout());
	}

	private TunnelClient connect(boolean scgi) {
		return TunnelClient.connect(server().port(), scgi);
	}

	private TestRequest upgrade(boolean scgi) {
		return ((scgi) ? client().scgi() : client()).get("/echo")
			.param("CONTENT_LENGTH", "0")
			.header("Connection", "keep-alive, Upgrade")
			.header("Upgrade", "echo");
	}

	private Exchange nextExchange() throws InterruptedException {
		Exchange exchange = this.exchanges.poll(10, TimeUnit.SECONDS);
		assertThat(exchange).isNotNull();
		return exchange;
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void carriesBytesBothWaysUntilTheClientEndsIt(boolean scgi) throws Exception {
		startBlocking(TunnelTests::echo);
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			assertThat(client.head()).isEqualTo(HEAD);
			for (String text : new String[] { "ping", "pong", "x".repeat(100_000) }) {
				client.write(text);
				assertThat(client.read(text.length())).isEqualTo(text);
			}
			client.endInput();
			assertThat(client.readToEnd()).isEmpty();
		}
		assertThat(this.events.aborts).isEmpty();
		assertThat(this.events.protocolErrors).isEmpty();
	}

	/**
	 * A handler on the event loop answers before the end of the body was decoded.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void beginsOnTheEventLoopToo(boolean scgi) throws Exception {
		start(TunnelTests::echoWithoutWaiting);
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			assertThat(client.head()).isEqualTo(HEAD);
			client.write("ping");
			assertThat(client.read(4)).isEqualTo("ping");
			client.endInput();
			assertThat(client.readToEnd()).isEmpty();
		}
		assertThat(this.events.aborts).isEmpty();
	}

	private static void echoWithoutWaiting(Exchange exchange) {
		exchange.write(switching());
		exchange.stdin().onReadable(() -> {
			for (ByteBuf bytes = exchange.stdin().read(); bytes != null; bytes = exchange.stdin().read()) {
				exchange.write(bytes);
			}
			if (exchange.stdin().state() != ExchangeInput.State.OPEN) {
				exchange.end();
			}
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void mayBeCutAnywhere(boolean scgi) throws Exception {
		startBlocking(TunnelTests::echo);
		try (TunnelClient client = TunnelClient.connect(server().port(), scgi, 1)) {
			client.request(upgrade(scgi));
			assertThat(client.head()).isEqualTo(HEAD);
			client.write("hello, ");
			client.write("world");
			assertThat(client.read(12)).isEqualTo("hello, world");
			client.endInput();
			assertThat(client.readToEnd()).isEmpty();
		}
	}

	/**
	 * Neither the limit of bodies nor CONTENT_LENGTH counts, but memory does: it is
	 * bounded while the client sends without reading, and nothing is put into files.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void holdsNoMoreThanItsWindowForAClientThatDoesNotRead(boolean scgi) throws Exception {
		byte[] bytes = new byte[24_000_000];
		new Random(1).nextBytes(bytes);
		CountDownLatch stuck = new CountDownLatch(1);
		startWith((builder) -> builder.limits(limits((limits) -> {
			limits.maxBodySize = 10;
			limits.maxRequestsPerConnection = 1;
		})).blockingHandler(executor(), (exchange) -> {
			exchange.exchange().write(switching());
			byte[] buffer = new byte[8192];
			InputStream in = exchange.stdin();
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				if (!exchange.exchange().isWritable()) {
					stuck.countDown();
				}
				exchange.stdout().write(buffer, 0, read);
			}
		}));
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			client.head();
			CompletableFuture<Void> written = CompletableFuture.runAsync(() -> {
				try {
					client.write(bytes);
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			}, executor());
			assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(this.events.bytesReceived.get() - this.events.bytesSent.get()).isLessThan(1_000_000);
			assertThat(written).isNotDone();
			assertThat(client.readBytes(bytes.length)).isEqualTo(bytes);
			assertThat(written).succeedsWithin(PATIENCE);
			client.endInput();
			assertThat(client.readToEnd()).isEmpty();
		}
		assertThat(this.events.bytesSpooled).hasValue(0);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void handlerMayGoOnWhenTheClientHasEndedItsSide(boolean scgi) throws Exception {
		startBlocking((exchange) -> {
			exchange.exchange().write(switching());
			exchange.stdout().write(exchange.stdin().readAllBytes());
			exchange.stdout().write("bye".getBytes());
		});
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			client.head();
			client.write("hello");
			client.endInput();
			assertThat(client.readToEnd()).isEqualTo("hellobye");
		}
		assertThat(this.events.aborts).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void handlerEndsIt(boolean scgi) throws Exception {
		startBlocking((exchange) -> {
			exchange.exchange().write(switching());
			exchange.stdout().write("bye".getBytes());
		});
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			client.head();
			assertThat(client.readToEnd()).isEqualTo("bye");
			client.write("too late");
		}
		assertThat(this.events.aborts).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void handlerThatReadsLearnsThatTheClientIsGone(boolean scgi) throws Exception {
		CompletableFuture<Boolean> gone = new CompletableFuture<>();
		startBlocking((exchange) -> {
			exchange.exchange().write(switching());
			try {
				gone.complete(exchange.stdin().read() < 0);
			}
			catch (IOException ex) {
				gone.complete(true);
			}
		});
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			client.head();
		}
		assertThat(gone).succeedsWithin(PATIENCE).isEqualTo(true);
		eventually(() -> assertThat(server().requests()).isZero());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void handlerThatWritesLearnsThatTheClientIsGone(boolean scgi) throws Exception {
		CompletableFuture<AbortReason> told = new CompletableFuture<>();
		startBlocking((exchange) -> {
			exchange.exchange().onAbort(told::complete);
			exchange.exchange().write(switching());
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				while (true) {
					exchange.stdout().write("tick".getBytes());
				}
			});
		});
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			client.head();
		}
		assertThat(told).succeedsWithin(PATIENCE).isEqualTo(AbortReason.CONNECTION_CLOSED);
		eventually(() -> assertThat(server().requests()).isZero());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void resetAbortsIt(boolean scgi) throws Exception {
		CompletableFuture<AbortReason> told = new CompletableFuture<>();
		start((exchange) -> {
			exchange.onAbort(told::complete);
			exchange.write(switching());
		});
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			client.head();
			client.reset();
			assertThat(told).succeedsWithin(PATIENCE).isEqualTo(AbortReason.CONNECTION_CLOSED);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void silentOneIsEnded(boolean scgi) throws Exception {
		CompletableFuture<AbortReason> told = new CompletableFuture<>();
		startWith((builder) -> builder.timeouts(Timeouts.defaults().withTunnel(SHORT))
			.blockingHandler(executor(), (exchange) -> {
				exchange.exchange().onAbort(told::complete);
				echo(exchange);
			}));
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			assertThat(client.head()).isEqualTo(HEAD);
			assertThat(client.readToEnd()).isEmpty();
		}
		assertThat(told).succeedsWithin(PATIENCE).isEqualTo(AbortReason.TIMEOUT);
		assertThat(this.events.timeouts).containsExactly(Deadline.TUNNEL);
		assertThat(this.events.refusals).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void deadlinesOfOrdinaryRequestsDoNotCount(boolean scgi) throws Exception {
		startWith((builder) -> builder
			.timeouts(Timeouts.defaults().withInput(SHORT).withHandler(SHORT).withIdle(SHORT).withFirstRequest(SHORT))
			.blockingHandler(executor(), TunnelTests::echo));
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			client.head();
			assertThat(client.isSilentFor(SHORT.multipliedBy(4))).isTrue();
			client.write("ping");
			assertThat(client.read(4)).isEqualTo("ping");
			client.endInput();
			assertThat(client.readToEnd()).isEmpty();
		}
		assertThat(this.events.timeouts).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void isNotSilentAsLongAsOneSideTalks(boolean scgi) throws Exception {
		start(this.exchanges::add, Timeouts.defaults().withTunnel(SHORT.multipliedBy(4)));
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			Exchange exchange = nextExchange();
			exchange.write(switching());
			client.head();
			for (int i = 0; i < 8; i++) {
				assertThat(client.isSilentFor(SHORT)).isTrue();
				exchange.write(new byte[] { 'x' }, 0, 1);
				assertThat(client.read(1)).isEqualTo("x");
			}
			for (int i = 0; i < 8; i++) {
				assertThat(client.isSilentFor(SHORT)).isTrue();
				client.write("y");
			}
			exchange.end();
			assertThat(client.readToEnd()).isEmpty();
		}
		assertThat(this.events.timeouts).isEmpty();
	}

	/**
	 * The handler is told at once, not when the time for requests to finish is over.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void handlerMaySayGoodbyeWhenTheServerStops(boolean scgi) throws Exception {
		startBlocking((exchange) -> {
			echo(exchange);
			exchange.stdout().write("bye".getBytes());
		});
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			client.head();
			client.write("ping");
			assertThat(client.read(4)).isEqualTo("ping");
			CompletableFuture<Void> stopped = server().shutdown(Duration.ofMinutes(10)).toCompletableFuture();
			assertThat(client.readToEnd()).isEqualTo("bye");
			client.close();
			assertThat(stopped).succeedsWithin(PATIENCE);
		}
		assertThat(this.events.aborts).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void oneThatDoesNotEndIsAbortedWhenTheServerStops(boolean scgi) throws Exception {
		start(this.exchanges::add);
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			Exchange exchange = nextExchange();
			CompletableFuture<AbortReason> told = new CompletableFuture<>();
			exchange.onAbort(told::complete);
			exchange.write(switching());
			client.head();
			CompletableFuture<Void> stopped = server().shutdown(SHORT).toCompletableFuture();
			assertThat(told).succeedsWithin(PATIENCE).isEqualTo(AbortReason.SHUTDOWN);
			assertThat(stopped).succeedsWithin(PATIENCE);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void noneBeginsWhenTheServerIsAboutToStop(boolean scgi) throws Exception {
		start(this.exchanges::add);
		try (TunnelClient client = connect(scgi); FastCgiTestConnection idle = client().connect()) {
			client.request(upgrade(scgi));
			Exchange exchange = nextExchange();
			CompletableFuture<Void> stopped = server().shutdown(Duration.ofMinutes(1)).toCompletableFuture();
			// Connections are told after the listener has stopped.
			assertThat(idle.isClosedByPeer()).isTrue();
			exchange.write(switching());
			assertThat(client.readToEnd()).startsWith("Status: 503 ");
			client.close();
			assertThat(stopped).succeedsWithin(PATIENCE);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP_UPGRADE=", "HTTP_CONNECTION=close", "SERVER_PROTOCOL=HTTP/1.0",
			"REQUEST_METHOD=HEAD", "CONTENT_LENGTH=5", "HTTP_TRANSFER_ENCODING=chunked", "HTTP_CONTENT_LENGTH=5" })
	void requestThatAsksForNoneHasNone(String param) throws Exception {
		start((exchange) -> {
			assertThat(exchange.isUpgradeRequested()).isFalse();
			exchange.write(switching());
		});
		for (boolean scgi : new boolean[] { true, false }) {
			try (TunnelClient client = connect(scgi)) {
				client.request(upgrade(scgi).param(param.split("=")[0], param.substring(param.indexOf('=') + 1)));
				client.endInput();
				if (!scgi || !param.equals("CONTENT_LENGTH=5")) {
					assertThat(client.readToEnd()).startsWith("Status: 500 ");
				}
			}
		}
		eventually(() -> assertThat(this.events.failures).hasSize(2));
		assertThat(this.events.failures)
			.allSatisfy((failure) -> assertThat(failure).hasMessageContaining("asks for no other protocol"));
	}

	@Test
	void authorizerHasNone() {
		start((exchange) -> exchange.write(switching()));
		assertThat(client().authorize("/").header("Connection", "Upgrade").header("Upgrade", "echo").send().status())
			.isEqualTo(500);
	}

	/**
	 * The next request may be in what is not read. A connection that may carry several
	 * does not wait for a tunnel.
	 */
	@Test
	void doesNotHoldUpASibling() throws Exception {
		start((exchange) -> {
			if (exchange.isUpgradeRequested()) {
				exchange.write(switching());
			}
			else {
				hello(exchange);
			}
		});
		try (FastCgiTestConnection connection = client().connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN)
				.params(1, upgrade(false).params())
				.stdin(1, new byte[640_000]);
			connection.send(2, client().get("/"));
			assertThat(connection.readResponse(2).bodyAsString()).isEqualTo("hello");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void doesNotBeginInsideAResponse(boolean raw) {
		start((exchange) -> {
			if (raw) {
				exchange.write(Unpooled.copiedBuffer("Content-", StandardCharsets.US_ASCII));
			}
			else {
				exchange.write(ResponseHead.of(200, "OK").header("Content-Type", "text/plain"));
			}
			exchange.write(switching());
		});
		for (boolean scgi : new boolean[] { true, false }) {
			assertThat(upgrade(scgi).send().status()).isEqualTo(500);
		}
		assertThat(this.events.failures).hasSize(2)
			.allSatisfy((failure) -> assertThat(failure).hasMessageContaining("must come first"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 102, 103, 199 })
	void otherInterimStatusIsRefused(int status) {
		start((exchange) -> {
			exchange.write(ResponseHead.of(status, ""));
			exchange.respondText("never");
		});
		for (boolean scgi : new boolean[] { true, false }) {
			assertThat(upgrade(scgi).send().status()).isEqualTo(500);
		}
		assertThat(this.events.failures).hasSize(2);
	}

	/**
	 * nginx with fastcgi_pass, and many others, end FCGI_STDIN at once.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void frontEndThatHasEndedTheInputCannotCarryIt(boolean scgi) throws Exception {
		start(this.exchanges::add);
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			client.endInput();
			Exchange exchange = nextExchange();
			if (scgi) {
				try (TunnelClient next = connect(true)) {
					// Nothing tells when the other half of a connection is closed.
					next.reset();
				}
				eventually(() -> assertThat(server().connections()).isOne());
			}
			else {
				eventually(() -> assertThat(exchange.stdin().state()).isEqualTo(ExchangeInput.State.COMPLETE));
			}
			exchange.write(switching());
			assertThat(client.readToEnd()).startsWith("Status: 500 ");
		}
		assertThat(this.events.failures).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void requestThatIsAnsweredOtherwiseIsNone(boolean scgi) throws Exception {
		start(ServerTestCase::hello);
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			client.write("more");
			assertThat(client.readToEnd()).endsWith("\r\n\r\nhello");
		}
		assertThat(this.events.started).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void handlerThatFailsEndsIt(boolean scgi) throws Exception {
		startBlocking((exchange) -> {
			exchange.exchange().write(switching());
			throw new IllegalStateException("half-way");
		});
		try (TunnelClient client = connect(scgi)) {
			client.request(upgrade(scgi));
			assertThat(client.head()).isEqualTo(HEAD);
			assertThatExceptionOfType(IOException.class).isThrownBy(client::readToEnd);
		}
		assertThat(this.events.failures).hasSize(1);
	}

	@Test
	void inputOfScgiIsEmptyBeforeAndOpenAfterwards() throws Exception {
		start(this.exchanges::add);
		try (TunnelClient client = connect(true)) {
			client.request(upgrade(true), "too early");
			Exchange exchange = nextExchange();
			eventually(() -> assertThat(exchange.stdin().state()).isEqualTo(ExchangeInput.State.COMPLETE));
			exchange.write(switching());
			assertThat(exchange.stdin().state()).isEqualTo(ExchangeInput.State.OPEN);
			assertThat(exchange.stdin().expectedLength()).isEqualTo(-1);
			exchange.end();
			client.readToEnd();
		}
	}

}
