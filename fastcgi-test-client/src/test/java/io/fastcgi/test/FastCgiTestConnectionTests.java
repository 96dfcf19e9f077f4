package io.fastcgi.test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FastCgiTestConnection}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiTestConnectionTests {

	@Test
	void takesInterleavedResponsesApart() throws Exception {
		try (ScriptedServer<?> server = ScriptedServer.start((in, out) -> {
			RequestOnServer.read(in);
			RequestOnServer second = RequestOnServer.read(in);
			write(out, stdout(1, "A: 1\n\none"), stdout(2, "A: 2\n\ntwo"), stdout(1, " more"), stdout(2, ""),
					TestRecord.endRequest(2, 0, 0), stdout(1, ""), TestRecord.endRequest(1, 0, 0));
			return second;
		}); FastCgiTestConnection connection = server.client().connect()) {
			connection.send(1, server.client().get("/1")).send(2, server.client().get("/2"));
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("one more");
			assertThat(connection.readResponse(2).bodyAsString()).isEqualTo("two");
		}
	}

	@Test
	void letsSeveralThreadsWait() throws Exception {
		try (ScriptedServer<?> server = ScriptedServer.start((in, out) -> {
			RequestOnServer.read(in);
			RequestOnServer second = RequestOnServer.read(in);
			write(out, stdout(2, "A: 2\n\n"), stdout(2, ""), TestRecord.endRequest(2, 0, 0));
			write(out, stdout(1, "A: 1\n\n"), stdout(1, ""), TestRecord.endRequest(1, 0, 0));
			return second;
		}); FastCgiTestConnection connection = server.client().connect()) {
			CompletableFuture<TestResponse> first = CompletableFuture.supplyAsync(() -> connection.readResponse(1));
			CompletableFuture<TestResponse> second = CompletableFuture.supplyAsync(() -> connection.readResponse(2));
			connection.send(1, server.client().get("/1")).send(2, server.client().get("/2"));
			assertThat(first.get(10, TimeUnit.SECONDS).header("A")).isEqualTo("1");
			assertThat(second.get(10, TimeUnit.SECONDS).header("A")).isEqualTo("2");
		}
	}

	@Test
	void usesAnIdAgain() throws Exception {
		try (ScriptedServer<?> server = ScriptedServer.start((in, out) -> {
			for (int i = 0; i < 3; i++) {
				RequestOnServer.read(in);
				write(out, stdout(7, "A: " + i + "\n\n"), stdout(7, ""), TestRecord.endRequest(7, 0, 0));
			}
			return out;
		}); FastCgiTestConnection connection = server.client().connect()) {
			for (int i = 0; i < 3; i++) {
				TestResponse response = connection.send(7, server.client().get("/")).readResponse(7);
				assertThat(response.header("A")).isEqualTo(String.valueOf(i));
			}
			assertThat(connection.isClosedByPeer()).isTrue();
		}
	}

	@Test
	void sendsStepByStep() throws Exception {
		try (ScriptedServer<RequestOnServer> server = ScriptedServer.start((in, out) -> {
			RequestOnServer request = RequestOnServer.readUntilEnd(in, TestRecord.ABORT_REQUEST);
			write(out, TestRecord.endRequest(1, 0, 0));
			return request;
		}); FastCgiTestConnection connection = server.client().connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN)
				.params(1, Map.of("A", "b"))
				.stdin(1, (byte) 'x')
				.stdin(1)
				.stdin(1, (byte) 'y')
				.endStdin(1)
				.abort(1);
			assertThat(connection.readResponse(1).records()).hasSize(1);
			assertThat(server.result().records()).containsExactly(TestRecord.beginRequest(1, 1, 1),
					TestRecord.of(4, 1, new byte[] { 1, 1, 'A', 'b' }), TestRecord.of(4, 1),
					TestRecord.of(5, 1, (byte) 'x'), TestRecord.of(5, 1, (byte) 'y'), TestRecord.of(5, 1),
					TestRecord.of(2, 1));
		}
	}

	@Test
	void asksForValuesWhileARequestIsActive() throws Exception {
		try (ScriptedServer<TestRecord> server = ScriptedServer.start((in, out) -> {
			RequestOnServer.read(in);
			TestRecord question = RequestOnServer.readRecord(in);
			write(out, stdout(1, "A: b\n\n"), values("FCGI_MPXS_CONNS", "1"), stdout(1, ""),
					TestRecord.endRequest(1, 0, 0));
			return question;
		}); FastCgiTestConnection connection = server.client().connect()) {
			connection.send(1, server.client().get("/"));
			assertThat(connection.getValues("FCGI_MPXS_CONNS", "X")).isEqualTo(Map.of("FCGI_MPXS_CONNS", "1"));
			assertThat(connection.readResponse(1).header("A")).isEqualTo("b");
			assertThat(server.result().encode()).isEqualTo(HexFormat.of()
				.parseHex("0109000000140400" + "0f00464347495f4d5058535f434f4e4e53" + "010058" + "00000000"));
		}
	}

	@Test
	void refusesValuesThatWereNotAskedFor() throws Exception {
		try (ScriptedServer<?> server = ScriptedServer.start((in, out) -> {
			write(out, values("B", "1"), TestRecord.of(TestRecord.UNKNOWN_TYPE, 0, new byte[8]));
			return out;
		}); FastCgiTestConnection connection = server.client().connect()) {
			assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> connection.getValues("A"))
				.withMessage("GET_VALUES_RESULT holds B=1 unasked (FCGI-28)");
			assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> connection.getValues("A"))
				.withMessageContaining("UNKNOWN_TYPE");
		}
	}

	@Test
	void exchangesRawBytes() throws Exception {
		try (ScriptedServer<byte[]> server = ScriptedServer.start((in, out) -> {
			byte[] received = in.readAllBytes();
			out.write("raw".getBytes(StandardCharsets.US_ASCII));
			return received;
		}); FastCgiTestConnection connection = server.client().connect()) {
			connection.writeBytes((byte) 1, (byte) 99).shutdownOutput();
			assertThat(connection.readBytes()).asString().isEqualTo("raw");
			assertThat(server.result()).containsExactly(1, 99);
		}
	}

	@Test
	void readsRecordsWithoutJudgingThem() throws Exception {
		TestRecord strange = new TestRecord(9, 99, 0xFFFF, new byte[65535], 255);
		try (ScriptedServer<?> server = ScriptedServer.start((in, out) -> {
			write(out, strange);
			return out;
		}); FastCgiTestConnection connection = server.client().connect()) {
			assertThat(connection.readRecord()).isEqualTo(strange);
			assertThat(connection.readRecord()).isNull();
		}
	}

	@Test
	void keepsWhatArrivesWhileWaitingForTheEnd() throws Exception {
		try (ScriptedServer<?> server = ScriptedServer.start((in, out) -> {
			in.read();
			write(out, stdout(1, "x"));
			return out;
		}); FastCgiTestConnection connection = server.client().connect()) {
			assertThat(connection.isClosedByPeer(Duration.ofMillis(50))).isFalse();
			connection.writeBytes((byte) 0);
			assertThat(connection.isClosedByPeer()).isFalse();
			assertThat(connection.readRecord()).isEqualTo(stdout(1, "x"));
			assertThat(connection.isClosedByPeer()).isTrue();
		}
	}

	@Test
	void resetsTheConnection() throws Exception {
		try (ScriptedServer<?> server = ScriptedServer.start((in, out) -> {
			in.read();
			return in.read();
		}); FastCgiTestConnection connection = server.client().connect()) {
			connection.writeBytes((byte) 0).reset();
			assertThatExceptionOfType(Exception.class).isThrownBy(server::result).withMessageContaining("reset");
		}
	}

	@Test
	void closesWhileAnotherThreadReads() throws Exception {
		try (ScriptedServer<?> server = ScriptedServer.start((in, out) -> in.read())) {
			FastCgiTestConnection connection = server.client().connect();
			CompletableFuture<?> reading = CompletableFuture.runAsync(connection::readBytes);
			connection.close();
			assertThat(reading).failsWithin(Duration.ofSeconds(5));
			assertThat(server.result()).isEqualTo(-1);
		}
	}

	private static TestRecord values(String name, String value) {
		return TestRecord.of(TestRecord.GET_VALUES_RESULT, 0, NameValuePair.of(name, value).encode());
	}

	private static TestRecord stdout(int id, String text) {
		return TestRecord.of(TestRecord.STDOUT, id, text.getBytes(StandardCharsets.US_ASCII));
	}

	private static void write(OutputStream out, TestRecord... records) throws IOException {
		for (TestRecord record : records) {
			out.write(record.encode());
		}
	}

}
