package io.fastcgi.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that {@link FastCgiTestClient} notices what servers do wrong.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ProtocolViolationTests {

	private static final TestRecord STDOUT = TestRecord.of(TestRecord.STDOUT, 1,
			"A: b\n\nbody".getBytes(StandardCharsets.US_ASCII));

	private static final TestRecord STDOUT_END = TestRecord.of(TestRecord.STDOUT, 1);

	private static final TestRecord STDERR = TestRecord.of(TestRecord.STDERR, 1, (byte) 'e');

	private static final TestRecord END = TestRecord.endRequest(1, 0, 0);

	@Test
	void wrongVersion() throws IOException {
		assertViolation("STDOUT of request 1 with 0 bytes has version 2 instead of 1",
				new TestRecord(2, TestRecord.STDOUT, 1, new byte[0], 0), END);
	}

	@Test
	void recordAfterTheEndOfItsStream() throws IOException {
		assertViolation("STDOUT of request 1 with 10 bytes came after the empty record that ends STDOUT (FCGI-16)",
				STDOUT, STDOUT_END, STDOUT, STDOUT_END, END);
	}

	@Test
	void streamEndedTwice() throws IOException {
		assertViolation("STDOUT of request 1 with 0 bytes came after the empty record that ends STDOUT (FCGI-16)",
				STDOUT, STDOUT_END, STDOUT_END, END);
	}

	@Test
	void endOfRequestBeforeTheEndOfStdout() throws IOException {
		assertViolation("END_REQUEST of request 1 came before the empty record that ends STDOUT (FCGI-47)", STDOUT,
				END);
	}

	@Test
	void endOfRequestBeforeTheEndOfStderr() throws IOException {
		assertViolation("END_REQUEST of request 1 came before the empty record that ends STDERR (FCGI-47)", STDOUT,
				STDERR, STDOUT_END, END);
	}

	@Test
	void recordAfterTheEndOfTheRequest() throws IOException {
		String message = "The server sent more or left the connection open after END_REQUEST, "
				+ "though FCGI_KEEP_CONN was not set (FCGI-23, FCGI-40)";
		assertViolation(message, STDOUT, STDOUT_END, END, END);
	}

	@Test
	void closedBeforeTheEndOfTheRequest() throws IOException {
		assertViolation("The server closed the connection before END_REQUEST", STDOUT, STDOUT_END);
	}

	@Test
	void endOfRequestOfTheWrongSize() throws IOException {
		assertViolation("END_REQUEST of request 1 with 7 bytes instead of 8",
				TestRecord.of(TestRecord.END_REQUEST, 1, new byte[7]));
	}

	@Test
	void undefinedProtocolStatus() throws IOException {
		assertViolation("END_REQUEST of request 1 with 8 bytes has the undefined protocolStatus 4",
				TestRecord.endRequest(1, 0, 4));
	}

	@Test
	void typeThatOnlyAFrontEndSends() throws IOException {
		assertViolation("STDIN of request 1 with 0 bytes cannot come from a server",
				TestRecord.of(TestRecord.STDIN, 1));
	}

	@Test
	void unknownRequestId() throws IOException {
		try (ScriptedServer<?> server = ScriptedServer.answering(TestRecord.of(TestRecord.STDOUT, 2))) {
			assertThatExceptionOfType(ProtocolViolationException.class)
				.isThrownBy(() -> server.client().get("/").send())
				.withMessage("STDOUT of request 2 with 0 bytes, but no such request was begun");
		}
	}

	@Test
	void applicationRecordWithoutRequestId() throws IOException {
		try (ScriptedServer<?> server = ScriptedServer.answering(TestRecord.of(TestRecord.STDOUT, 0))) {
			assertThatExceptionOfType(ProtocolViolationException.class)
				.isThrownBy(() -> server.client().get("/").send())
				.withMessageContaining("is not a management record from a server");
		}
	}

	@Test
	void recordOfARequestThatEndedBeforeAnother() throws IOException {
		try (ScriptedServer<?> server = ScriptedServer.answering(STDOUT_END, END, STDERR);
				FastCgiTestConnection connection = server.client().connect()) {
			connection.begin(2, TestRequest.RESPONDER, 0).send(1, server.client().get("/"));
			assertThat(connection.readResponse(1).protocolStatus()).isZero();
			assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> connection.readResponse(2))
				.withMessage("STDERR of request 1 with 1 bytes came after END_REQUEST");
		}
	}

	@Test
	void connectionLeftOpen() throws Exception {
		CountDownLatch done = new CountDownLatch(1);
		try (ScriptedServer<?> server = ScriptedServer.start((in, out) -> {
			RequestOnServer request = RequestOnServer.read(in);
			out.write(STDOUT_END.encode());
			out.write(END.encode());
			await(done);
			return request;
		})) {
			FastCgiTestClient client = server.client().withTimeout(Duration.ofMillis(200));
			assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> client.get("/").send())
				.withMessageContaining("left the connection open");
			done.countDown();
			server.result();
		}
	}

	@Test
	void closedWithinARecord() throws IOException {
		assertCut(4, "The connection was closed within a record header");
		assertCut(12, "The connection was closed within a STDOUT of 10 bytes with a padding of 6");
		assertCut(20, "The connection was closed within a STDOUT of 10 bytes with a padding of 6");
	}

	private static void assertCut(int length, String message) throws IOException {
		try (ScriptedServer<?> server = ScriptedServer.start((in, out) -> {
			RequestOnServer request = RequestOnServer.read(in);
			out.write(STDOUT.encode(), 0, length);
			return request;
		})) {
			assertThatExceptionOfType(ProtocolViolationException.class)
				.isThrownBy(() -> server.client().get("/").send())
				.withMessage(message);
		}
	}

	private static void assertViolation(String message, TestRecord... records) throws IOException {
		try (ScriptedServer<?> server = ScriptedServer.answering(records)) {
			assertThatExceptionOfType(ProtocolViolationException.class)
				.isThrownBy(() -> server.client().get("/").send())
				.withMessageStartingWith(message);
		}
		try (ScriptedServer<?> server = ScriptedServer.answering(records)) {
			assertThatExceptionOfType(ProtocolViolationException.class)
				.isThrownBy(() -> server.client().get("/").sendAndStream((response) -> response.body().readAllBytes()))
				.withMessageStartingWith(message);
		}
	}

	private static void await(CountDownLatch latch) throws IOException {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

}
