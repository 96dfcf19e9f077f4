package io.fastcgi.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.NameValuePair;
import io.fastcgi.test.NameValuePairs;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a FastCGI server does with each record.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiProtocolTests extends ServerTestCase {

	/**
	 * FCGI-27, FCGI-28, FCGI-29, FCGI-31, FCGI-33, SEC-37, PT-23: before, during and
	 * after a request, while no handler answers.
	 */
	@Test
	void valuesAreAnsweredAtAnyTime() throws Exception {
		CompletableFuture<Exchange> started = new CompletableFuture<>();
		start(started::complete);
		try (FastCgiTestConnection connection = connect()) {
			assertThat(connection.getValues("FCGI_MAX_CONNS", "FCGI_MAX_REQS", "FCGI_MPXS_CONNS", "FCGI_OTHER"))
				.containsOnlyKeys("FCGI_MAX_CONNS", "FCGI_MAX_REQS", "FCGI_MPXS_CONNS")
				.containsEntry("FCGI_MAX_CONNS", "8192")
				.containsEntry("FCGI_MAX_REQS", "256")
				.containsEntry("FCGI_MPXS_CONNS", "1");
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.stream(TestRecord.PARAMS, 1, (byte) 1);
			assertThat(connection.getValues("FCGI_MAX_REQS")).containsEntry("FCGI_MAX_REQS", "256");
			connection.stream(TestRecord.PARAMS, 1, (byte) 1, (byte) 'A', (byte) 'b');
			connection.endStream(TestRecord.PARAMS, 1);
			assertThat(connection.getValues("FCGI_OTHER")).isEmpty();
			hello(started.get(10, TimeUnit.SECONDS));
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("hello");
			assertThat(connection.getValues("FCGI_MPXS_CONNS")).containsEntry("FCGI_MPXS_CONNS", "1");
		}
	}

	/**
	 * FCGI-32, PT-7.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 12, 99, 255 })
	void unknownManagementTypeIsAnswered(int type) {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			connection.writeRecord(type, 0, new byte[300]);
			assertThat(connection.readManagementRecord()).isEqualTo(TestRecord.of(TestRecord.UNKNOWN_TYPE, 0,
					(byte) type, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0));
			assertThat(connection.getValues("FCGI_MAX_REQS")).hasSize(1);
			expectHello(connection, 1);
		}
	}

	/**
	 * SEC-3, SEC-20.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "FFFFFFFF00", "FFFFFFFFFFFFFFFF41", "05" })
	void brokenQueryForValuesIsIgnored(String hex) {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			connection.writeRecord(TestRecord.GET_VALUES, 0, HexFormat.of().parseHex(hex));
			assertThat(connection.getValues("FCGI_MAX_REQS")).hasSize(1);
			expectHello(connection, 1);
		}
		assertThat(this.events.protocolErrors).hasSize(1);
	}

	/**
	 * FCGI-35, SEC-5, PT-6.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 4, 0x0100, 0x0101, 0xFFFF })
	void unknownRoleIsRejectedAndItsRecordsAreIgnored(int role) {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(2, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.begin(1, role, TestRequest.KEEP_CONN);
			connection.params(1, get("/").params()).stdin(1, (byte) 1).endStdin(1).abort(1);
			TestResponse rejected = connection.readResponse(1);
			assertThat(rejected.protocolStatus()).isEqualTo(TestResponse.UNKNOWN_ROLE);
			assertThat(rejected.records()).hasSize(1);
			connection.params(2, get("/").params()).endStdin(2);
			assertThat(connection.readResponse(2).bodyAsString()).isEqualTo("hello");
			expectHello(connection, 1);
		}
	}

	/**
	 * SEC-4, FCGI-34.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 7, 9, 65535 })
	void beginOfAnotherLengthIsRefused(int length) {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			byte[] begin = { 0, TestRequest.RESPONDER, TestRequest.KEEP_CONN };
			connection.writeRecord(TestRecord.BEGIN_REQUEST, 1, Arrays.copyOf(begin, length));
			TestResponse response = connection.readResponse(1);
			assertThat(response.status()).isEqualTo(400);
			assertThat(response.protocolStatus()).isEqualTo(TestResponse.REQUEST_COMPLETE);
			expectHello(connection, 1);
		}
		assertThat(this.events.refusals).containsExactly(Refusal.BAD_PARAMS);
	}

	/**
	 * FCGI-24.
	 */
	@Test
	void undefinedFlagsAndReservedBytesAreIgnored() {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			connection.writeRecord(TestRecord.BEGIN_REQUEST, 1, (byte) 0, (byte) 1, (byte) 0xFF, (byte) ' ', (byte) ' ',
					(byte) ' ', (byte) ' ', (byte) ' ');
			connection.params(1, get("/").params()).endStdin(1);
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("hello");
			expectHello(connection, 2);
		}
	}

	/**
	 * FCGI-14, FCGI-44.
	 */
	@Test
	void recordsOfInactiveIdsAreIgnored() {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			for (int type = 2; type < 100; type++) {
				if (type != TestRecord.GET_VALUES) {
					connection.writeRecord(type, 7, (byte) 1);
				}
			}
			expectHello(connection, 7);
			connection.stdin(7, new byte[100]).endStdin(7).abort(7).stream(TestRecord.DATA, 7, new byte[100]);
			expectHello(connection, 7);
		}
	}

	/**
	 * FCGI-12, trap 10 of the front ends.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 255, 256, 0x7FFF, 0x8000, 0xFFFF })
	void anyIdWillDo(int id) {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			expectHello(connection, id);
			expectHello(connection, id);
		}
	}

	/**
	 * FCGI-15.
	 */
	@Test
	void beginWithTheNullIdClosesTheConnection() {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(0, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			assertThat(connection.isClosedByPeer()).isTrue();
		}
		assertThat(this.events.protocolErrors).singleElement().asString().contains("null request id");
	}

	/**
	 * SEC-9, SEC-18: a few are ignored, many are an attack.
	 */
	@Test
	void applicationRecordsWithTheNullIdAreIgnoredUpToABudget() {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 50; i++) {
				connection.writeRecord(TestRecord.STDIN, 0, new byte[100]);
			}
			expectHello(connection, 1);
			for (int i = 0; i < 51; i++) {
				connection.writeRecord(TestRecord.STDOUT, 0);
			}
			assertThat(connection.isClosedByPeer()).isTrue();
		}
		assertThat(this.events.protocolErrors).hasSize(2);
	}

	/**
	 * FCGI-13, FCGI-65, SEC-33: the request that is active is aborted, and only that.
	 */
	@Test
	void beginForAnActiveIdAbortsIt() {
		start((exchange) -> {
			if (exchange.params().get("REQUEST_URI", "").equals("/hello")) {
				hello(exchange);
			}
		});
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.params(1, get("/waits").params());
			connection.begin(2, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			TestResponse aborted = connection.readResponse(1);
			assertThat(aborted.status()).isEqualTo(400);
			assertThat(aborted.appStatus()).isNotZero();
			connection.params(2, get("/hello").params()).endStdin(2);
			assertThat(connection.readResponse(2).bodyAsString()).isEqualTo("hello");
			expectHello(connection, 1);
		}
		assertThat(this.events.aborts).containsExactly(AbortReason.PROTOCOL_ERROR);
	}

	@Test
	void beginForAnIdWhoseParamsAreIncompleteAbortsIt() {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.stdin(1, new byte[2000]);
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			assertThat(connection.readResponse(1).status()).isEqualTo(400);
			expectHello(connection, 1);
		}
	}

	/**
	 * FCGI-65.
	 */
	@Test
	void paramsAfterTheirEndAbortTheRequest() {
		start((exchange) -> {
		});
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.params(1, get("/").params());
			connection.stream(TestRecord.PARAMS, 1, (byte) 0, (byte) 0);
			assertThat(connection.readResponse(1).status()).isEqualTo(400);
			assertThat(connection.getValues("FCGI_MAX_REQS")).hasSize(1);
		}
		assertThat(this.events.aborts).containsExactly(AbortReason.PROTOCOL_ERROR);
	}

	/**
	 * FCGI-37, FCGI-65: DATA for a Responder, and types that only an application sends.
	 */
	@Test
	void recordsThatMakeNoSenseForARequestAreIgnored() {
		start((exchange) -> InputGatherer.gather(exchange.stdin(), 100)
			.thenAccept((body) -> exchange
				.respondText(new String(body, StandardCharsets.US_ASCII) + exchange.data().state())));
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			for (int type : new int[] { TestRecord.DATA, TestRecord.STDOUT, TestRecord.STDERR, TestRecord.END_REQUEST,
					TestRecord.UNKNOWN_TYPE, 77 }) {
				connection.writeRecord(type, 1, new byte[8]);
			}
			connection.stdin(1, "body".getBytes(StandardCharsets.US_ASCII)).endStdin(1).endStdin(1);
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("bodyCOMPLETE");
		}
	}

	/**
	 * FCGI-8, SEC-39.
	 */
	@Test
	void anotherVersionInTheMiddleClosesTheConnection() {
		CompletableFuture<AbortReason> reason = new CompletableFuture<>();
		start((exchange) -> exchange.onAbort(reason::complete));
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			connection.writeRecord(new TestRecord(2, TestRecord.STDIN, 1, new byte[8], 0));
			assertThat(connection.readResponse(1).status()).isEqualTo(400);
			assertThat(connection.isClosedByPeer()).isTrue();
		}
		assertThat(reason).succeedsWithin(PATIENCE).isEqualTo(AbortReason.PROTOCOL_ERROR);
		assertThat(this.events.protocolErrors).singleElement().asString().contains("version 2");
	}

	/**
	 * FCGI-18, SEC-7, PT-36: wherever PARAMS is cut, also inside a length.
	 */
	@Test
	void pairsMayStraddleRecordsAnywhere() {
		start((exchange) -> exchange.respondText(exchange.params().get("NAME", "") + exchange.params().size()));
		byte[] params = NameValuePairs.encode(List.of(NameValuePair.of("A", "1"),
				NameValuePair.of("NAME", "v".repeat(130)), NameValuePair.of("B", "")));
		try (FastCgiTestConnection connection = connect()) {
			for (int cut = 0; cut <= params.length; cut++) {
				connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
				connection.stream(TestRecord.PARAMS, 1, slice(params, 0, cut));
				connection.stream(TestRecord.PARAMS, 1, slice(params, cut, params.length));
				connection.endStream(TestRecord.PARAMS, 1).endStdin(1);
				assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("v".repeat(130) + "3");
			}
		}
	}

	/**
	 * SEC-6, SEC-7, PT-43: h2o sends long headers cut after 65535 bytes.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 127, 128, 32767, 32768, 65535, 70_000 })
	void longValuesAreExact(int length) {
		start((exchange) -> exchange.respondText(exchange.params().get("HTTP_X", "")));
		byte[] random = new byte[length / 2 + 1];
		new Random(length).nextBytes(random);
		String value = HexFormat.of().formatHex(random).substring(0, length);
		assertThat(get("/").param("HTTP_X", value).send().bodyAsString()).isEqualTo(value);
		assertThat(client().chunked(1000).get("/").param("HTTP_X", value).send().bodyAsString()).isEqualTo(value);
	}

	static Stream<String> brokenParams() {
		return Stream.of("FFFFFFFFFFFFFFFF4142", "FFFFFFFF01", "80000002FFFFFFFF41", "05", "010241", "80");
	}

	/**
	 * SEC-1, SEC-3: only that request suffers.
	 */
	@ParameterizedTest
	@MethodSource("brokenParams")
	void brokenParamsAreRefusedAndOtherRequestsGoOn(String hex) {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(3, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.stdin(1, new byte[2000]);
			connection.stream(TestRecord.PARAMS, 1, HexFormat.of().parseHex(hex)).endStream(TestRecord.PARAMS, 1);
			connection.endStdin(1);
			assertThat(connection.readResponse(1).status()).isEqualTo(400);
			connection.params(3, get("/").params()).endStdin(3);
			assertThat(connection.readResponse(3).bodyAsString()).isEqualTo("hello");
			expectHello(connection, 1);
		}
		assertThat(this.events.refusals).containsExactly(Refusal.BAD_PARAMS);
	}

	/**
	 * SEC-18: content that looks like records, and the largest record with the largest
	 * padding.
	 */
	@Test
	void contentIsNeverTakenForRecords() {
		start((exchange) -> InputGatherer.gather(exchange.stdin(), 200_000)
			.thenAccept((body) -> exchange.respondText(String.valueOf(body.length))));
		byte[] content = new byte[65535];
		byte[] begin = TestRecord.beginRequest(9, 1, 0).encode();
		for (int i = 0; i + begin.length < content.length; i += begin.length) {
			System.arraycopy(begin, 0, content, i, begin.length);
		}
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			connection.writeRecord(new TestRecord(1, TestRecord.STDIN, 1, content, 255));
			connection.writeRecord(new TestRecord(1, TestRecord.STDIN, 1, content, 1));
			connection.endStdin(1);
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("131070");
		}
		assertThat(this.events.started).hasValue(1);
	}

	/**
	 * FCGI-49, FCGI-68, SEC-27: never more than announced, and a mismatch is visible.
	 */
	@Test
	void bodyOfAnotherLengthThanAnnouncedIsIncomplete() {
		start((exchange) -> InputGatherer.gather(exchange.stdin(), 1000)
			.whenComplete((body, failure) -> exchange.respondText((failure != null) ? failure.getClass().getSimpleName()
					: new String(body, StandardCharsets.US_ASCII))));
		assertThat(get("/").body("hello").send().bodyAsString()).isEqualTo("hello");
		assertThat(get("/").body("hello").param("CONTENT_LENGTH", "6").send().bodyAsString())
			.isEqualTo("InputIncompleteException");
		assertThat(get("/").body("hello").param("CONTENT_LENGTH", "4").send().bodyAsString())
			.isEqualTo("InputIncompleteException");
		assertThat(this.events.protocolErrors).hasSize(1);
	}

	/**
	 * CGI-14, CGI-15: Trap 2 of the front ends: nginx streams a body with an empty
	 * CONTENT_LENGTH.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "5, 5", "1e3" })
	void bodyOfUnknownLengthEndsWithItsStream(String contentLength) {
		start((exchange) -> InputGatherer.gather(exchange.stdin(), 1000)
			.thenAccept((body) -> exchange.respondText(new String(body, StandardCharsets.US_ASCII))));
		assertThat(get("/").body("hello").param("CONTENT_LENGTH", contentLength).send().bodyAsString())
			.isEqualTo("hello");
		assertThat(get("/").body("hello").withoutParam("CONTENT_LENGTH").send().bodyAsString()).isEqualTo("hello");
	}

	/**
	 * SEC-27.
	 */
	@Test
	void differentLengthsAreRefused() {
		start(ServerTestCase::hello);
		assertThat(get("/").body("hello").addParam("CONTENT_LENGTH", "6").send().status()).isEqualTo(400);
		assertThat(get("/").body("hello").addParam("CONTENT_LENGTH", "5").send().status()).isEqualTo(200);
	}

	/**
	 * FCGI-36: no order of records is assumed before the streams of the role.
	 */
	@Test
	void bodyMayComeBeforeTheParamsEnd() {
		start((exchange) -> InputGatherer.gather(exchange.stdin(), 1000)
			.thenAccept((body) -> exchange.respondText(new String(body, StandardCharsets.US_ASCII))));
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.stdin(1, "hello".getBytes(StandardCharsets.US_ASCII)).endStdin(1);
			connection.params(1, get("/").params());
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("hello");
		}
	}

	@Test
	void tooMuchBodyBeforeTheParamsEndAbortsTheRequest() {
		start(ServerTestCase::hello, limits((limits) -> limits.inputWindow = 10_000));
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.stdin(1, new byte[20_000]);
			assertThat(connection.readResponse(1).status()).isEqualTo(400);
			expectHello(connection, 1);
		}
	}

	/**
	 * FCGI-69, FCGI-21: params are bytes.
	 */
	@Test
	void bytesOfParamsAreKept() {
		start((exchange) -> {
			byte[] value = exchange.params().bytes("X");
			exchange.respondText(HexFormat.of().formatHex((value != null) ? value : new byte[0]));
		});
		TestRequest request = get("/").addParam(new NameValuePair("X".getBytes(StandardCharsets.US_ASCII),
				new byte[] { 0, (byte) 0xFF, '\n', (byte) 0x80 }));
		assertThat(request.send().bodyAsString()).isEqualTo("00ff0a80");
	}

	/**
	 * FCGI-48, FCGI-70: the handler is called when the params end, and may answer before
	 * the body comes.
	 */
	@Test
	void handlerIsCalledWhenTheParamsEnd() {
		start(ServerTestCase::hello);
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
			connection.stream(TestRecord.PARAMS, 1, NameValuePairs.encode(get("/").params())).stdin(1, (byte) 1);
			assertThat(connection.getValues("FCGI_MAX_REQS")).hasSize(1);
			assertThat(this.events.started).hasValue(0);
			connection.endStream(TestRecord.PARAMS, 1);
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("hello");
			connection.stdin(1, (byte) 2).endStdin(1);
			expectHello(connection, 1);
		}
	}

	/**
	 * FCGI-4, FCGI-57: what the front end sends, and nothing else.
	 */
	@Test
	void paramsAreThoseOfTheFrontEnd() {
		start((exchange) -> {
			List<String> params = new ArrayList<>();
			exchange.params().forEach((param) -> params.add(param.toString()));
			exchange.respondText(String.join("\n", params));
		});
		TestRequest request = get("/path?query").header("Accept", "text/plain");
		assertThat(request.send().bodyAsString().lines().toList())
			.isEqualTo(request.params().stream().map(NameValuePair::toString).toList());
	}

	private static byte[] slice(byte[] bytes, int from, int to) {
		return Arrays.copyOfRange(bytes, from, to);
	}

}
