package io.fastcgi.engine;

import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for responses that break off when a part of them was sent: a front end has to see
 * that. Front ends look at no application status, and some take the end of a connection
 * for the end of a response.
 *
 * @author FastCGI Spring Boot maintainers
 */
class BrokenResponseTests extends ServerTestCase {

	private static final String RESET = "Connection reset";

	private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();

	static List<Named<Consumer<Exchange>>> endings() {
		return List.of(Named.of("failed", (exchange) -> exchange.fail(new IllegalStateException("failed"))),
				Named.of("refused", (exchange) -> exchange.refuse(Refusal.OVERLOADED)));
	}

	/**
	 * PT-32, FCGI-40: there is no end where nothing has ended.
	 */
	@ParameterizedTest
	@MethodSource("endings")
	void connectionIsReset(Consumer<Exchange> ending) {
		start(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			ending.accept(begun());
			assertThat(readUntilReset(connection)).isEqualTo("Status: 200 OK\r\n\r\npart, rest");
		}
		eventually(() -> assertThat(this.events.ended).hasValue(1));
		assertThat(this.events.aborts).isEmpty();
	}

	/**
	 * PT-32, SCGI-11.
	 */
	@ParameterizedTest
	@MethodSource("endings")
	void scgiConnectionIsReset(Consumer<Exchange> ending) {
		startWith((builder) -> builder.blockingHandler(executor(), (exchange) -> {
			begin(exchange.exchange());
			ending.accept(exchange.exchange());
		}));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> client().scgi().get("/").send())
			.withMessageContaining(RESET);
		String part = client().scgi()
			.get("/")
			.sendAndStream((response) -> new String(response.body().readNBytes(10), StandardCharsets.US_ASCII));
		assertThat(part).isEqualTo("part, rest");
	}

	/**
	 * PT-32: a deadline that the handler has missed.
	 */
	@Test
	void deadlineResetsTheConnection() {
		start(this.exchanges::add, Timeouts.defaults().withHandler(Duration.ofMillis(100)));
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			begun();
			assertThat(readUntilReset(connection)).endsWith("part, rest");
		}
		assertThat(this.events.aborts).containsExactly(AbortReason.TIMEOUT);
	}

	@Test
	void shutdownResetsTheConnection() {
		start(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			begun();
			server().stop();
			assertThat(readUntilReset(connection)).endsWith("part, rest");
		}
		assertThat(this.events.aborts).containsExactly(AbortReason.SHUTDOWN);
	}

	/**
	 * SEC-35: a front end that was too slow must not find an end behind what the system
	 * has kept for it.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void deadlineOfTheFrontEndResetsTheConnection(boolean ended) {
		start((exchange) -> {
			exchange.write(ResponseHead.of(200, "OK"));
			exchange.write(Unpooled.wrappedBuffer(new byte[20_000_000]));
			if (ended) {
				exchange.end();
			}
			else {
				exchange.flush();
			}
		}, Timeouts.defaults().withOutput(Duration.ofMillis(200)));
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			eventually(() -> assertThat(this.events.closed).hasValue(1));
			assertThat(readUntilReset(connection)).hasSizeLessThan(20_000_000);
		}
	}

	/**
	 * FCGI-39: who does not want the rest need not be told.
	 */
	@Test
	void requestThatTheFrontEndAbortsLeavesTheConnection() {
		start((exchange) -> {
			if (exchange.params().get("REQUEST_URI", "").equals("/hello")) {
				hello(exchange);
			}
			else {
				this.exchanges.add(exchange);
			}
		});
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			begun();
			connection.abort(1);
			assertThat(connection.readResponse(1).appStatus()).isNotZero();
			expectHello(connection, 1);
		}
	}

	/**
	 * FCGI-40, FCGI-43: others need the connection.
	 */
	@Test
	void neighbourIsNotHarmed() {
		start(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/1")).send(2, get("/2"));
			Exchange first = begun();
			Exchange second = begun();
			first.fail(new IllegalStateException("failed"));
			TestResponse broken = connection.readResponse(1);
			assertThat(broken.bodyAsString()).isEqualTo("part, rest");
			assertThat(broken.appStatus()).isNotZero();
			second.end();
			assertThat(connection.readResponse(2).appStatus()).isZero();
			connection.send(1, get("/3"));
			begun().fail(new IllegalStateException("failed"));
			assertThat(connection.readResponse(1).appStatus()).as("the next neighbour may be on its way").isNotZero();
			connection.send(1, get("/4"));
			begun().end();
			assertThat(connection.readResponse(1).appStatus()).isZero();
		}
	}

	/**
	 * A request that is turned away gets its answer.
	 */
	@Test
	void neighbourThatIsTurnedAwayIsNotHarmed() {
		Limits limits = limits((builder) -> builder.maxRequests = 1);
		start(this.exchanges::add, limits);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/1"));
			Exchange exchange = begun();
			connection.send(2, get("/2"));
			assertThat(connection.readResponse(2).status()).isEqualTo(503);
			exchange.fail(new IllegalStateException("failed"));
			assertThat(connection.readResponse(1).appStatus()).isNotZero();
		}
	}

	@Test
	void neighboursAreAnsweredWhenTheServerStops() {
		start(this.exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/1").params());
			connection.send(2, get("/2"));
			assertThat(next()).isNotNull();
			begin(next());
			server().stop();
			assertThat(connection.readResponse(1).status()).isEqualTo(503);
			assertThat(connection.readResponse(2).appStatus()).isNotZero();
			assertThat(connection.isClosedByPeer()).isTrue();
		}
	}

	/**
	 * Nothing can be reset there, and nginx takes a connection that is closed for the end
	 * of a response, but not after a record that it cannot read.
	 */
	@Test
	void connectionOverAUnixSocketIsMadeUnreadable(@TempDir Path directory) {
		Path path = directory.resolve("app.sock");
		startWith((builder) -> builder.listen(ListenerSpec.unix(path)).handler((exchange) -> {
			begin(exchange);
			exchange.fail(new IllegalStateException("failed"));
		}));
		FastCgiTestClient client = FastCgiTestClient.to(UnixDomainSocketAddress.of(path)).withTimeout(PATIENCE);
		try (FastCgiTestConnection connection = client.connect()) {
			connection.send(7, client.get("/"));
			List<TestRecord> records = new ArrayList<>();
			for (TestRecord record = connection.readRecord(); record != null; record = connection.readRecord()) {
				records.add(record);
			}
			TestRecord last = records.remove(records.size() - 1);
			assertThat(text(records)).isEqualTo("Status: 200 OK\r\n\r\npart, rest");
			assertThat(last.version()).isZero();
			assertThat(last.type()).isEqualTo(TestRecord.STDERR);
			assertThat(last.id()).isEqualTo(7);
			assertThat(last.content()).isEmpty();
		}
	}

	private Exchange begun() {
		Exchange exchange = next();
		begin(exchange);
		return exchange;
	}

	private Exchange next() {
		try {
			Exchange exchange = this.exchanges.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			assertThat(exchange).isNotNull();
			return exchange;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void begin(Exchange exchange) {
		exchange.write(ResponseHead.of(200, "OK"));
		exchange.write("part, ".getBytes(StandardCharsets.US_ASCII), 0, 6);
		exchange.flush();
		exchange.write("rest".getBytes(StandardCharsets.US_ASCII), 0, 4);
	}

	private static String readUntilReset(FastCgiTestConnection connection) {
		List<TestRecord> records = new ArrayList<>();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> {
			for (TestRecord record = connection.readRecord(); record != null; record = connection.readRecord()) {
				records.add(record);
			}
		}).withMessageContaining(RESET);
		return text(records);
	}

	private static String text(List<TestRecord> records) {
		StringBuilder text = new StringBuilder();
		for (TestRecord record : records) {
			assertThat(record.type()).isEqualTo(TestRecord.STDOUT);
			assertThat(record.content()).isNotEmpty();
			text.append(new String(record.content(), StandardCharsets.US_ASCII));
		}
		return text.toString();
	}

}
