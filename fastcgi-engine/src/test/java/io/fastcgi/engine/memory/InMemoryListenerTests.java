package io.fastcgi.engine.memory;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.fastcgi.engine.FastCgiBindException;
import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.FastCgiServerBuilder;
import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.ServerTestCase;
import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.access.AllowedAddresses;
import io.fastcgi.engine.access.AllowedPeers;
import io.fastcgi.engine.access.SharedSecret;
import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.event.ConnectionRefusal;
import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.ScgiHeaders;
import io.fastcgi.test.TestRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for listeners in memory, on event loops of sockets.
 *
 * @author FastCGI Spring Boot maintainers
 */
class InMemoryListenerTests extends ServerTestCase {

	private final InMemoryAddress address = new InMemoryAddress();

	private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

	@Override
	protected FastCgiTestClient client() {
		return InMemoryWire.client(this.address).withTimeout(PATIENCE);
	}

	private FastCgiServer startInMemory(UnaryOperator<FastCgiServerBuilder> customizer) {
		return startWith(
				(builder) -> customizer.apply(builder.listeners(List.of(ListenerSpec.inMemory(this.address)))));
	}

	private FastCgiServer serve(ExchangeHandler handler) {
		return startInMemory((builder) -> builder.handler(handler));
	}

	private Exchange nextExchange() throws InterruptedException {
		Exchange exchange = this.exchanges.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(exchange).isNotNull();
		return exchange;
	}

	@Test
	void bothProtocolsAreSpokenWithoutAPort() {
		FastCgiServer server = serve(ServerTestCase::hello);
		assertThat(get("/").send()).hasBodyText("hello");
		assertThat(client().scgi().get("/").send()).hasBodyText("hello");
		assertThat(client().splitting(new Random(3)).get("/").send()).hasBodyText("hello");
		assertThat(server.port()).isEqualTo(-1);
		assertThat(server.listeners()).singleElement().satisfies((listener) -> {
			assertThat(listener.accepting()).isTrue();
			assertThat(listener.address()).isSameAs(this.address).hasToString("memory");
			assertThat(listener.restricted()).isFalse();
		});
	}

	@Test
	void listenersInMemoryAndOnSocketsGoTogether() {
		FastCgiServer server = startWith(
				(builder) -> builder.listen(ListenerSpec.inMemory(this.address)).handler(ServerTestCase::hello));
		assertThat(get("/").send()).hasBodyText("hello");
		assertThat(FastCgiTestClient.toPort(server.port()).get("/").send()).hasBodyText("hello");
	}

	@Test
	void requestsShareAConnection() throws Exception {
		serve(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/1")).send(2, get("/2"));
			Exchange first = nextExchange();
			nextExchange().respondText("second");
			assertThat(connection.readResponse(2)).hasBodyText("second");
			first.respondText("first");
			assertThat(connection.readResponse(1)).hasBodyText("first");
		}
	}

	@Test
	void muchGoesBothWaysAtOnce() {
		int size = 20_000_000;
		startInMemory((builder) -> builder.blockingHandler(executor(), (exchange) -> {
			exchange.exchange().write(ResponseHead.of(200, "OK").header("Content-Type", "text/plain"));
			try (OutputStream out = exchange.stdout()) {
				exchange.stdin().transferTo(out);
			}
		}));
		byte[] body = new byte[size];
		new Random(5).nextBytes(body);
		byte[] echo = client().post("/")
			.body(new ByteArrayInputStream(body), size)
			.sendAndStream((response) -> response.body().readAllBytes());
		assertThat(echo).isEqualTo(body);
	}

	@Test
	void clientThatReadsNothingHoldsUpTheServer() {
		startInMemory((builder) -> builder.timeouts(Timeouts.defaults().withOutput(Duration.ofMillis(300)))
			.blockingHandler(executor(), (exchange) -> {
				exchange.exchange().write(ResponseHead.of(200, "OK"));
				for (int i = 0; i < 1000; i++) {
					exchange.stdout().write(new byte[100_000]);
				}
			}));
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			eventually(() -> assertThat(this.events.timeouts).contains(Deadline.OUTPUT));
			assertThat(this.events.bytesSent.get()).isBetween(1L, 1_000_000L);
		}
	}

	@Test
	void serverThatReadsNothingHoldsUpTheClient() throws Exception {
		startInMemory(
				(builder) -> builder.limits(Limits.builder().maxSpooledInput(0).build()).handler(this.exchanges::add));
		try (FastCgiTestConnection connection = client().withTimeout(Duration.ofMillis(300)).connect()) {
			connection.begin(1, TestRequest.RESPONDER, 0).params(1, get("/").params());
			Exchange exchange = nextExchange();
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> connection.stdin(1, new byte[20_000_000]))
				.withCauseInstanceOf(SocketTimeoutException.class)
				.withMessageContaining("The server did not read for 300 ms");
			assertThat(this.events.bytesReceived.get()).isBetween(1L, 1_000_000L);
			hello(exchange);
		}
	}

	@Test
	void serverReadsOnWhenItsHandlerDoes() {
		startInMemory((builder) -> builder.blockingHandler(executor(), (exchange) -> {
			exchange.stdin().skipNBytes(5_000_000);
			exchange.exchange().respondText("hello");
		}));
		assertThat(client().post("/").body(new byte[5_000_000]).send()).hasBodyText("hello");
	}

	/**
	 * SCGI clients may, after a whole request.
	 */
	@Test
	void clientMayCloseItsSideOnly() throws Exception {
		serve(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.writeBytes(scgiRequest()).shutdownOutput();
			hello(nextExchange());
			assertThat(connection.readBytes()).asString().endsWith("hello");
		}
	}

	@Test
	void resetIsMoreThanClosingOneSide() throws Exception {
		serve(this.exchanges::add);
		FastCgiTestConnection connection = connect();
		connection.writeBytes(scgiRequest());
		assertAborted(nextExchange(), connection::reset);
	}

	private byte[] scgiRequest() {
		return ScgiHeaders.encode(client().scgi().get("/").params());
	}

	@Test
	void requestsOfAClientThatIsGoneAreAborted() throws Exception {
		serve(this.exchanges::add);
		FastCgiTestConnection closed = connect();
		closed.begin(1, TestRequest.RESPONDER, 0).params(1, get("/").params());
		assertAborted(nextExchange(), closed::close);
		FastCgiTestConnection reset = connect();
		reset.begin(1, TestRequest.RESPONDER, 0).params(1, get("/").params());
		assertAborted(nextExchange(), reset::reset);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> reset.endStdin(1));
	}

	private static void assertAborted(Exchange exchange, Runnable action) {
		CompletableFuture<AbortReason> aborted = new CompletableFuture<>();
		exchange.onAbort(aborted::complete);
		action.run();
		assertThat(aborted).succeedsWithin(PATIENCE).isEqualTo(AbortReason.CONNECTION_CLOSED);
	}

	@Test
	void clientThatWaitsSeesTheServerStop() {
		FastCgiServer server = serve(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			CompletableFuture<Boolean> closed = CompletableFuture.supplyAsync(connection::isClosedByPeer);
			eventually(() -> assertThat(this.events.opened).hasValue(1));
			server.close();
			assertThat(closed).succeedsWithin(PATIENCE).isEqualTo(true);
		}
		assertThat(server.listeners()).singleElement()
			.satisfies((listener) -> assertThat(listener.accepting()).isFalse());
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::connect)
			.withCauseInstanceOf(ConnectException.class)
			.withMessageContaining("No server listens at this address in memory");
	}

	/**
	 * The event loops end before the output is read; what is left is closed with them.
	 */
	@Test
	void serverStopsThoughItsOutputIsNotRead() {
		FastCgiServer server = serve((exchange) -> exchange.respond(ResponseHead.of(200, "OK"), new byte[1_000_000]));
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			eventually(() -> assertThat(this.events.bytesSent.get()).isPositive());
			server.close();
			assertThat(connection.readBytes()).hasSizeLessThan(1_000_000);
			assertThat(server.connections()).isZero();
		}
	}

	@Test
	void addressIsForOneServerAtATime() {
		FastCgiServerBuilder other = FastCgiServer.builder()
			.listen(ListenerSpec.inMemory(this.address))
			.handler((exchange) -> exchange.respondText("other"));
		FastCgiServer server = serve(ServerTestCase::hello);
		assertThatExceptionOfType(FastCgiBindException.class).isThrownBy(other::start)
			.withMessageStartingWith("Cannot listen on memory")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(FastCgiBindException.Reason.ADDRESS_IN_USE));
		assertThat(get("/").send()).hasBodyText("hello");
		server.close();
		try (FastCgiServer started = other.start()) {
			assertThat(get("/").send()).hasBodyText("other");
		}
	}

	@Test
	void rulesForSocketsAdmitNobodyAndSecretsWork() {
		ListenerSpec spec = ListenerSpec.inMemory(this.address);
		startWith((builder) -> builder.handler(ServerTestCase::hello)
			.listeners(List.of(spec.withAccess(Access.unrestricted()
				.withSecret(SharedSecret.of("FCGI_SECRET", List.of("sesame-sesame-sesame")))))));
		assertThat(get("/").send()).hasStatus(403);
		assertThat(get("/").param("FCGI_SECRET", "sesame-sesame-sesame").send()).hasBodyText("hello");
		server().close();
		startWith((builder) -> builder.handler(ServerTestCase::hello)
			.listeners(List.of(spec.withAccess(
					Access.unrestricted().withRule(AllowedAddresses.of("allowed-addresses", List.of("0.0.0.0/0")))))));
		assertTurnedAway("allowed-addresses admits IP addresses, and it does not come over TCP");
		server().close();
		startWith((builder) -> builder.handler(ServerTestCase::hello)
			.listeners(List
				.of(spec.withAccess(Access.unrestricted().withRule(AllowedPeers.of(List.of("root"), List.of()))))));
		assertTurnedAway("it does not come over a Unix domain socket");
	}

	private void assertTurnedAway(String objection) {
		try (FastCgiTestConnection connection = connect()) {
			assertThat(connection.isClosedByPeer()).isTrue();
		}
		assertThat(this.events.connectionRefusals).contains(ConnectionRefusal.NOT_ALLOWED);
		assertThat(this.events.connectionObjections).last().asString().contains(objection);
	}

}
