package io.fastcgi.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

import ch.qos.logback.classic.Level;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.event.CapturedLog;
import io.fastcgi.engine.event.LoggingEventListener;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the first byte of a connection says.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ProtocolDetectionTests extends ServerTestCase {

	/**
	 * SCGI-14.
	 */
	@Test
	void bothProtocolsAreServedOnOnePort() {
		start((exchange) -> exchange.respondText(exchange.protocol().toString()));
		assertThat(client().get("/").send().bodyAsString()).isEqualTo("fastcgi");
		assertThat(client().scgi().get("/").send().bodyAsString()).isEqualTo("scgi");
		assertThat(client().chunked(1).get("/").send().bodyAsString()).isEqualTo("fastcgi");
		assertThat(client().chunked(1).scgi().get("/").send().bodyAsString()).isEqualTo("scgi");
	}

	/**
	 * SEC-22: closed at once, with one event that says what it looks like.
	 */
	@ParameterizedTest
	@CsvSource({ "474554202f20485454502f312e310d0a0d0a,HTTP", "504f5354202f0d0a0d0a01010001,HTTP",
			"50524f58592054435034203132372e302e302e310d0a,PROXY", "0d0a0d0a000d0a515549540a,PROXY", "160301020001,TLS",
			"00,no protocol known here (first byte 0x00)", "ff01,no protocol known here (first byte 0xFF)",
			"2d31,no protocol known here (first byte 0x2D)", "02010001,no protocol known here (first byte 0x02)" })
	void strangerIsTurnedAway(String hex, String expected) {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			connection.writeBytes(HexFormat.of().parseHex(hex));
			assertThat(connection.isClosedByPeer()).isTrue();
		}
		assertThat(this.events.protocolErrors).singleElement().asString().contains(expected);
		assertThat(get("/").send().bodyAsString()).isEqualTo("hello");
	}

	/**
	 * SEC-22: one line in the log, without what the stranger sent.
	 */
	@Test
	void strangerGetsOneLineInTheLog() {
		try (CapturedLog log = new CapturedLog()) {
			startWith((builder) -> builder.handler(ServerTestCase::hello).events(new LoggingEventListener()));
			try (FastCgiTestConnection connection = connect()) {
				connection.writeBytes("GET /secret HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				assertThat(connection.isClosedByPeer()).isTrue();
			}
			assertThat(get("/").send().bodyAsString()).isEqualTo("hello");
			assertThat(log.events()).singleElement().satisfies((event) -> {
				assertThat(event.getLevel()).isEqualTo(Level.WARN);
				assertThat(event.getFormattedMessage()).contains("looks like HTTP", "fastcgi_pass", "127.0.0.1:")
					.doesNotContain("secret");
				assertThat(event.getThrowableProxy()).isNull();
			});
		}
	}

	@Test
	void connectionWithoutAnyByteIsNotWorthALine() {
		start(ServerTestCase::hello);
		connect().close();
		FastCgiTestConnection connection = connect();
		connection.shutdownOutput();
		assertThat(connection.isClosedByPeer()).isTrue();
		connection.close();
		connect().reset();
		eventually(() -> assertThat(this.events.closed).hasValue(3));
		assertThat(this.events.protocolErrors).isEmpty();
	}

	@Test
	void listenerMaySpeakOneProtocolOnly() {
		InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		startWith((builder) -> FastCgiServer.builder()
			.transport(this.transport)
			.events(this.events)
			.handler(ServerTestCase::hello)
			.listen(ListenerSpec.of(anyPort).withProtocol(ProtocolMode.FASTCGI).withBacklog(10))
			.listen(ListenerSpec.of(anyPort).withProtocol(ProtocolMode.SCGI)));
		assertThat(server().listeners()).extracting(ListenerState::protocol)
			.containsExactly(ProtocolMode.FASTCGI, ProtocolMode.SCGI);
		FastCgiTestClient scgi = FastCgiTestClient.to(server().listeners().get(1).address());
		assertThat(get("/").send().bodyAsString()).isEqualTo("hello");
		assertThat(scgi.scgi().get("/").send().bodyAsString()).isEqualTo("hello");
		try (FastCgiTestConnection connection = connect()) {
			connection.writeBytes("24:CONTENT_LENGTH".getBytes(StandardCharsets.US_ASCII));
			assertThat(connection.isClosedByPeer()).isTrue();
		}
		try (FastCgiTestConnection connection = scgi.connect()) {
			connection.writeRecord(TestRecord.beginRequest(1, 1, 0));
			assertThat(connection.isClosedByPeer()).isTrue();
		}
		assertThat(this.events.protocolErrors).hasSize(2);
	}

	/**
	 * SEC-39: no exception escapes, and nothing is left.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void garbageDoesNoHarm(long seed) {
		start(ServerTestCase::hello);
		Random random = new Random(seed);
		for (int i = 0; i < 100; i++) {
			byte[] garbage = new byte[random.nextInt(300)];
			random.nextBytes(garbage);
			for (int j = 0; j + 8 <= garbage.length && random.nextInt(4) > 0; j += 8 + garbage[j + 5]) {
				garbage[j] = 1;
				garbage[j + 1] = (byte) (1 + random.nextInt(11));
				garbage[j + 2] = 0;
				garbage[j + 3] = (byte) random.nextInt(3);
				garbage[j + 4] = 0;
				garbage[j + 5] = (byte) random.nextInt(40);
				garbage[j + 6] = 0;
			}
			try (FastCgiTestConnection connection = connect()) {
				connection.writeBytes(garbage).shutdownOutput();
				connection.isClosedByPeer();
			}
		}
		assertThat(get("/").send().bodyAsString()).isEqualTo("hello");
		assertThat(this.events.protocolErrors).noneMatch((error) -> error.contains("Internal error"));
		assertThat(this.events.failures).isEmpty();
	}

}
