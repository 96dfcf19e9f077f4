package io.fastcgi.engine.attack;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.NameValuePairs;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks with records that are not what they seem.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FramingAttackTests extends AttackTestCase {

	/**
	 * SEC-4.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 7, 9, 65535 })
	void beginOfTheWrongLengthHurtsNobody(int length) {
		attacked(NEVER_CALLED);
		byte[] content = Arrays.copyOf(new byte[] { 0, 1, 1 }, length);
		try (FastCgiTestConnection connection = connect()) {
			begin(connection, 2);
			for (int i = 0; i < 100; i++) {
				connection.writeRecord(TestRecord.BEGIN_REQUEST, 1, content);
				assertThat(connection.readResponse(1).status()).isEqualTo(400);
			}
			connection.params(2, get("/hello").params()).endStdin(2);
			assertThat(connection.readResponse(2).bodyAsString()).isEqualTo("hello");
		}
	}

	/**
	 * SEC-5: the records that follow are ignored, over and over.
	 */
	@Test
	void unknownRoleHurtsNobody() {
		attacked(NEVER_CALLED);
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 300; i++) {
				begin(connection, 2);
				connection.begin(1, 0xFFFF, TestRequest.KEEP_CONN);
				connection.params(1, get("/").params()).stdin(1, new byte[1000]).endStdin(1);
				begin(connection, 3);
				assertThat(connection.readResponse(1).protocolStatus()).isEqualTo(TestResponse.UNKNOWN_ROLE);
				for (int neighbour : new int[] { 3, 2 }) {
					connection.params(neighbour, get("/hello").params()).endStdin(neighbour);
					assertThat(connection.readResponse(neighbour).bodyAsString()).isEqualTo("hello");
				}
			}
		}
	}

	/**
	 * SEC-18: content that looks like records, in the largest record with the largest
	 * padding, in every stream.
	 */
	@Test
	void contentIsNeverTakenForRecords() {
		attacked((exchange) -> InputGatherer.gather(exchange.stdin(), 10_000_000)
			.thenAccept((body) -> exchange.respondText(String.valueOf(body.length))));
		byte[] begin = TestRecord.beginRequest(9, 1, 0).encode();
		byte[] content = new byte[65535];
		for (int i = 0; i < content.length; i++) {
			content[i] = begin[i % begin.length];
		}
		byte[] record = new TestRecord(1, TestRecord.STDIN, 1, content, 255).encode();
		Arrays.fill(record, record.length - 255, record.length, (byte) 1);
		try (FastCgiTestConnection connection = connect()) {
			begin(connection, 1).params(1, get("/").withoutParam("CONTENT_LENGTH").params());
			for (int i = 0; i < 100; i++) {
				connection.writeBytes(record);
			}
			connection.endStdin(1);
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("6553500");
			begin(connection, 1).writeBytes(new TestRecord(1, TestRecord.PARAMS, 1, content, 255).encode());
			connection.endStream(TestRecord.PARAMS, 1).endStdin(1);
			assertThat(connection.readResponse(1).status()).isEqualTo(431);
		}
		assertThat(this.events.refusals).containsExactly(Refusal.PARAMS_TOO_LARGE);
	}

	/**
	 * SEC-18, SEC-19: what is written comes out as it is, whatever the lengths around the
	 * largest record, and an empty write does not end it.
	 */
	@Test
	void responsesAroundTheLargestRecordAreWhole() {
		byte[] content = new byte[65600];
		byte[] record = TestRecord.endRequest(1, 0, 0).encode();
		for (int i = 0; i < content.length; i++) {
			content[i] = record[i % record.length];
		}
		attacked((exchange) -> {
			int length = Integer.parseInt(exchange.params().get("LENGTH", ""));
			exchange.write(ResponseHead.of(200, "OK"));
			exchange.flush();
			exchange.write(Unpooled.EMPTY_BUFFER);
			exchange.flush();
			exchange.write(Unpooled.wrappedBuffer(content, 0, length));
			exchange.flush();
			exchange.flush();
			exchange.end();
		});
		try (FastCgiTestConnection connection = connect()) {
			for (int length = 65_500; length <= content.length; length++) {
				TestRequest request = get("/").param("LENGTH", String.valueOf(length));
				assertThat(connection.send(1, request).readResponse(1).body())
					.isEqualTo(Arrays.copyOf(content, length));
			}
		}
	}

	/**
	 * SEC-18: application records with the null request id are ignored a hundred times,
	 * but not for ever, and such a request never begins.
	 */
	@Test
	void applicationRecordsOfTheNullIdBeginNothing() {
		attacked(NEVER_CALLED);
		for (int i = 0; i < 50; i++) {
			try (FastCgiTestConnection connection = connect()) {
				connection.params(0, get("/").params()).endStdin(0);
				connection.writeRecord(TestRecord.beginRequest(0, TestRequest.RESPONDER, 0));
				assertThat(connection.isClosedByPeer()).isTrue();
			}
		}
	}

	/**
	 * SEC-33: each time the active request ends, and nothing else.
	 */
	@Test
	void duplicateBeginEndsTheActiveRequestOnly() {
		attacked((exchange) -> {
		});
		try (FastCgiTestConnection connection = connect()) {
			begin(connection, 2);
			for (int i = 0; i < 300; i++) {
				begin(connection, 1).params(1, get("/waits").params());
				begin(connection, 1);
				assertThat(connection.readResponse(1).status()).isEqualTo(400);
				connection.endStdin(1);
			}
			connection.params(2, get("/hello").params()).endStdin(2);
			assertThat(connection.readResponse(2).bodyAsString()).isEqualTo("hello");
		}
		assertThat(this.events.aborts).hasSize(300).containsOnly(AbortReason.PROTOCOL_ERROR);
	}

	/**
	 * SEC-39: two requests and a question, cut off after every byte.
	 */
	@Test
	void endAfterAnyByteHurtsNobody() {
		attacked(FramingAttackTests::length);
		ByteArrayOutputStream transcript = new ByteArrayOutputStream();
		byte[] params = NameValuePairs.encode(get("/").withoutParam("CONTENT_LENGTH").params().subList(0, 5));
		for (int id = 1; id <= 2; id++) {
			transcript.writeBytes(TestRecord.beginRequest(id, TestRequest.RESPONDER, 2 - id).encode());
			transcript.writeBytes(TestRecord.of(TestRecord.PARAMS, id, params).encode());
			transcript.writeBytes(TestRecord.of(TestRecord.PARAMS, id).encode());
			transcript.writeBytes(TestRecord.of(TestRecord.GET_VALUES, 0).encode());
			transcript.writeBytes(TestRecord.of(TestRecord.STDIN, id, (byte) 'x').encode());
		}
		expectNoHarmWhereverItEnds(transcript.toByteArray());
	}

	/**
	 * SEC-39: the same over SCGI.
	 */
	@Test
	void endAfterAnyByteOfScgiHurtsNobody() {
		attacked(FramingAttackTests::length);
		String head = "CONTENT_LENGTH\00020\0SCGI\0001\0REQUEST_URI\0/\0REQUEST_METHOD\0POST\0";
		expectNoHarmWhereverItEnds(
				(head.length() + ":" + head + "," + "x".repeat(20)).getBytes(StandardCharsets.ISO_8859_1));
	}

	private void expectNoHarmWhereverItEnds(byte[] transcript) {
		for (int length = 0; length < transcript.length; length++) {
			try (FastCgiTestConnection connection = connect()) {
				connection.writeBytes(Arrays.copyOf(transcript, length));
				if (length % 3 == 0) {
					connection.reset();
				}
				else if (length % 3 == 1) {
					connection.shutdownOutput().readBytes();
				}
			}
		}
		assertThat(this.events.failures).isEmpty();
	}

	private static void length(Exchange exchange) {
		InputGatherer.gather(exchange.stdin(), 1000)
			.thenAccept((body) -> exchange.respondText(String.valueOf(body.length)));
	}

	/**
	 * SEC-39: every type with every kind of id and length, one after the other on a
	 * connection for as long as the server allows, then each with wrong lengths.
	 */
	@Test
	void anyRecordAtAnyTimeHurtsNobody() {
		attacked(FramingAttackTests::length);
		FastCgiTestConnection connection = connect();
		for (int type = 0; type <= 255; type++) {
			for (int id : new int[] { 0, 1, 2, 0xFFFF }) {
				for (int length : new int[] { 0, 1, 8, 255, 65535 }) {
					try {
						if (length == 0) {
							begin(connection, 1);
						}
						connection.writeBytes(new TestRecord(1, type, id, new byte[length], length % 256).encode());
					}
					catch (UncheckedIOException ex) {
						connection.close();
						connection = connect();
					}
				}
			}
		}
		connection.close();
		assertThat(this.events.failures).isEmpty();
	}

	/**
	 * SEC-39: random bytes, most of which begin like something sensible.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 11, 12, 13 })
	void randomBytesHurtNobody(long seed) {
		attacked(FramingAttackTests::length);
		Random random = new Random(seed);
		for (int i = 0; i < 300; i++) {
			byte[] garbage = new byte[1 + random.nextInt(2000)];
			random.nextBytes(garbage);
			switch (i % 3) {
				case 0 -> {
				}
				case 1 -> makeRecords(garbage, random);
				default -> System.arraycopy("500:CONTENT_LENGTH\0".getBytes(StandardCharsets.US_ASCII), 0, garbage, 0,
						Math.min(19, garbage.length));
			}
			try (FastCgiTestConnection connection = connect()) {
				connection.writeBytes(garbage).shutdownOutput();
				connection.isClosedByPeer();
			}
			catch (UncheckedIOException ex) {
				// It was closed while it was written to.
			}
		}
		assertThat(this.events.failures).isEmpty();
	}

	private static void makeRecords(byte[] garbage, Random random) {
		for (int i = 0; i + 8 <= garbage.length; i += 8 + garbage[i + 5]) {
			garbage[i] = 1;
			garbage[i + 1] = (byte) (1 + random.nextInt(11));
			garbage[i + 2] = 0;
			garbage[i + 3] = (byte) random.nextInt(3);
			garbage[i + 4] = 0;
			garbage[i + 5] = (byte) random.nextInt(40);
			garbage[i + 6] = 0;
		}
	}

}
