package io.fastcgi.engine.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Attackers who do a lot of what is harmless once.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FloodAttackTests extends AttackTestCase {

	private static final int IDS = 60_000;

	/**
	 * Watching every buffer takes most of the time; all other tests do it.
	 */
	@BeforeAll
	static void watchSomeBuffers() {
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
	}

	@AfterAll
	static void watchEveryBuffer() {
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
	}

	/**
	 * SEC-2: more connections than {@code select} can watch, all of them silent.
	 */
	@Test
	void idleConnectionsAreBorneUntilTheirDeadline() throws Exception {
		attacked(NEVER_CALLED,
				(builder) -> builder.timeouts(Timeouts.defaults().withFirstRequest(Duration.ofSeconds(2))));
		List<Socket> idle = connectOften(1100);
		eventually(() -> assertThat(server().connections()).isEqualTo(1101));
		try (FastCgiTestConnection late = connect()) {
			expectHello(late, 1);
			eventually(() -> assertThat(server().connections()).isEqualTo(2));
			expectHello(late, 1);
		}
		for (Socket socket : idle) {
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
			socket.close();
		}
		assertThat(this.events.timeouts).hasSize(1100).containsOnly(Deadline.FIRST_REQUEST);
	}

	/**
	 * SEC-2: what exceeds the limit is closed, and there is room again afterwards.
	 */
	@Test
	void connectionsBeyondTheLimitAreClosed() throws Exception {
		attacked(NEVER_CALLED, (builder) -> builder.limits(limits((limits) -> limits.maxConnections = 100)));
		List<Socket> many = connectOften(1100);
		eventually(() -> assertThat(this.events.refusedConnections).hasValue(1001));
		assertThat(server().connections()).isEqualTo(100);
		for (Socket socket : many) {
			socket.close();
		}
		eventually(() -> assertThat(server().connections()).isEqualTo(1));
	}

	private List<Socket> connectOften(int count) throws IOException {
		List<Socket> sockets = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			sockets.add(new Socket(InetAddress.getLoopbackAddress(), server().port()));
		}
		return sockets;
	}

	/**
	 * SEC-8: requests whose params never end.
	 */
	@Test
	void requestsThatOnlyBeginAreRefusedBeyondTheLimit() {
		CountingEvents counted = new CountingEvents();
		attacked(NEVER_CALLED,
				(builder) -> builder.events(counted).timeouts(Timeouts.defaults().withParams(Duration.ofMinutes(5))));
		try (FastCgiTestConnection connection = connect()) {
			for (int id = 1; id <= 256; id++) {
				begin(connection, id);
			}
			for (int id = 257; id <= IDS; id += 200) {
				int last = Math.min(id + 199, IDS);
				connection.writeBytes(beginAll(id, last));
				for (int refused = id; refused <= last; refused++) {
					assertThat(connection.readResponse(refused).status()).isEqualTo(503);
				}
			}
			assertThat(server().requests()).isEqualTo(1 + 256);
			connection.abort(7).readResponse(7);
			expectHello(connection, 7);
		}
		assertThat(counted.refusals.get(Refusal.OVERLOADED)).hasValue(IDS - 256);
	}

	/**
	 * SEC-8: the same from somebody who reads none of the refusals.
	 */
	@Test
	void whoReadsNoRefusalIsCutOff() {
		CountingEvents counted = new CountingEvents();
		attacked(NEVER_CALLED, (builder) -> builder.events(counted));
		byte[] flood = beginAll(1, IDS);
		try (FastCgiTestConnection connection = connect()) {
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> {
				while (true) {
					connection.writeBytes(flood);
				}
			});
		}
		assertThat(counted.protocolErrors).contains("The front end does not read its answers");
		assertThat(counted.refusals.get(Refusal.OVERLOADED)).hasValueLessThan(500_000);
	}

	private static byte[] beginAll(int first, int last) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int id = first; id <= last; id++) {
			bytes.writeBytes(TestRecord.beginRequest(id, TestRequest.RESPONDER, TestRequest.KEEP_CONN).encode());
		}
		return bytes.toByteArray();
	}

	/**
	 * SEC-8: params that come one byte at a time, for ever.
	 */
	@Test
	void paramsThatDripAreGivenUp() {
		attacked(NEVER_CALLED, (builder) -> builder.timeouts(Timeouts.defaults().withParams(Duration.ofSeconds(1))));
		try (FastCgiTestConnection connection = connect()) {
			for (int id = 1; id <= 256; id++) {
				begin(connection, id);
			}
			while (this.events.timeouts.size() < 256) {
				for (int id = 1; id <= 256; id++) {
					connection.stream(TestRecord.PARAMS, id, (byte) 1);
				}
			}
			for (int id = 1; id <= 256; id++) {
				assertThat(connection.readResponse(id).status()).isEqualTo(408);
			}
			expectHello(connection, 1);
		}
		assertThat(this.events.timeouts).hasSize(256).containsOnly(Deadline.PARAMS);
	}

	/**
	 * SEC-9: streams that belong to nothing, of the null request id and of another.
	 */
	@Test
	void inputWithoutARequestClosesTheConnection() {
		attacked(NEVER_CALLED);
		for (int id : new int[] { 0, 7 }) {
			for (int type : new int[] { TestRecord.STDIN, TestRecord.PARAMS, TestRecord.DATA }) {
				try (FastCgiTestConnection connection = connect()) {
					assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> {
						while (true) {
							connection.stream(type, id, new byte[60_000]);
						}
					});
				}
			}
		}
		assertThat(this.events.protocolErrors).contains("Too many records that belong to no request");
		assertThat(this.events.bytesReceived.get()).isLessThan(100_000_000);
	}

	/**
	 * SEC-20, SEC-37: questions without end, of which each is answered once, and never
	 * with more than is enforced.
	 */
	@Test
	void questionsAreAnsweredInAFewBytes() {
		attacked(NEVER_CALLED);
		byte[] sameName = (((char) 13) + "\0FCGI_MAX_REQS").repeat(4000).getBytes(StandardCharsets.US_ASCII);
		byte[] unknownNames = new byte[65_534];
		byte[] truncated = { 13, 0, 'F', 'C', 'G', 'I' };
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 500; i++) {
				connection.writeRecord(TestRecord.GET_VALUES, 0, sameName);
				assertThat(connection.readManagementRecord().content()).hasSize(2 + 13 + 3).endsWith('2', '5', '6');
				connection.writeRecord(TestRecord.GET_VALUES, 0, unknownNames);
				assertThat(connection.readManagementRecord().content()).isEmpty();
			}
			connection.writeRecord(TestRecord.GET_VALUES, 0, truncated);
			expectHello(connection, 1);
		}
		try (FastCgiTestConnection connection = connect()) {
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> {
				while (true) {
					connection.writeRecord(TestRecord.GET_VALUES, 0, truncated).writeRecord(99, 0);
				}
			});
		}
	}

	/**
	 * SEC-32: the next request has the id of the last one, ten thousand times, with input
	 * that the last one left behind.
	 */
	@Test
	void idIsReusedWithoutCrossTalk() {
		attacked((exchange) -> {
			String name = exchange.params().get("NAME", "");
			if (name.length() % 2 == 0) {
				exchange.respondText(name);
			}
			else {
				InputGatherer.gather(exchange.stdin(), 100)
					.thenAccept((body) -> exchange.respondText(name + new String(body, StandardCharsets.US_ASCII)));
			}
		});
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 10_000; i++) {
				String name = "n" + i;
				TestRequest request = client().request().param("NAME", name).body("b" + i);
				TestResponse response = connection.send(1, request).readResponse(1);
				assertThat(response.bodyAsString()).isEqualTo((name.length() % 2 == 0) ? name : name + "b" + i);
			}
		}
		assertThat(this.events.protocolErrors).isEmpty();
	}

}
