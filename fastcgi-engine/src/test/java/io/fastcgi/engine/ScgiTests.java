package io.fastcgi.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.engine.exchange.WireProtocol;
import io.fastcgi.test.FastCgiTestConnection;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests over SCGI.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ScgiTests extends ServerTestCase {

	private static final ExchangeHandler ECHO = (exchange) -> InputGatherer.gather(exchange.stdin(), 1_000_000)
		.whenComplete((body, failure) -> exchange.respondText((failure != null) ? "incomplete"
				: exchange.params().get("REQUEST_METHOD") + " " + new String(body, StandardCharsets.US_ASCII)));

	private static final String HEADERS = "CONTENT_LENGTH\0005\0SCGI\0001\0REQUEST_METHOD\0POST\0";

	/**
	 * SCGI-1, SCGI-8, SCGI-11.
	 */
	@Test
	void answersAndCloses() {
		start((exchange) -> {
			assertThat(exchange.role()).isEqualTo(Role.RESPONDER);
			assertThat(exchange.protocol()).isEqualTo(WireProtocol.SCGI);
			ECHO.handle(exchange);
		});
		assertThat(client().scgi().get("/").send().bodyAsString()).isEqualTo("GET ");
		assertThat(client().scgi().post("/").body("hello").send().bodyAsString()).isEqualTo("POST hello");
		String large = "x".repeat(900_000);
		assertThat(client().scgi().post("/").body(large).send().bodyAsString()).isEqualTo("POST " + large);
	}

	/**
	 * PT-44.
	 */
	@Test
	void requestMayBeCutAnywhere() {
		start(ECHO);
		assertThat(client().chunked(1).scgi().post("/").body("hello").send().bodyAsString()).isEqualTo("POST hello");
		assertThat(client().splitting(new Random(5)).scgi().post("/").body("hello").send().bodyAsString())
			.isEqualTo("POST hello");
	}

	/**
	 * SEC-25, SCGI-9, SCGI-10.
	 */
	@Test
	void bytesAfterTheBodyAreNoSecondRequest() {
		start(ECHO);
		assertThat(exchange(request(HEADERS,
				"hello" + new String(request(HEADERS, "world"), StandardCharsets.ISO_8859_1).repeat(4))))
			.endsWith("\r\n\r\nPOST hello");
		assertThat(this.events.started).hasValue(1);
	}

	/**
	 * SCGI-16.
	 */
	@Test
	void clientMayCloseItsSideAfterTheRequest() throws Exception {
		BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
		start(exchanges::add);
		try (FastCgiTestConnection connection = connect()) {
			connection.writeBytes(request(HEADERS, "hello")).shutdownOutput();
			Exchange exchange = exchanges.poll(10, TimeUnit.SECONDS);
			assertThat(exchange).isNotNull();
			eventually(() -> assertThat(this.events.bytesReceived.get()).isPositive());
			hello(exchange);
			assertThat(new String(connection.readBytes(), StandardCharsets.US_ASCII)).endsWith("\r\n\r\nhello");
		}
		assertThat(this.events.aborts).isEmpty();
	}

	/**
	 * SCGI-16: the connection was not read from any more when the end came.
	 */
	@Test
	void clientMayCloseItsSideBeforeTheBodyIsRead() throws Exception {
		int length = 1_000_000;
		BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
		start(exchanges::add, limits((limits) -> limits.maxSpooledInput = 0));
		try (FastCgiTestConnection connection = connect()) {
			executor().execute(() -> connection
				.writeBytes(request("CONTENT_LENGTH\000%d\0SCGI\0001\0".formatted(length), "x".repeat(length)))
				.shutdownOutput());
			Exchange exchange = exchanges.poll(10, TimeUnit.SECONDS);
			assertThat(exchange).isNotNull();
			stopExecutor();
			eventually(() -> assertThat(this.events.bytesReceived.get()).isGreaterThan(256 * 1024));
			InputGatherer.gather(exchange.stdin(), length)
				.thenAccept((body) -> exchange.respondText(String.valueOf(body.length)));
			assertThat(new String(connection.readBytes(), StandardCharsets.US_ASCII)).endsWith("\r\n\r\n" + length);
		}
		assertThat(this.events.aborts).isEmpty();
	}

	/**
	 * SCGI-12.
	 */
	@Test
	void endWithinTheBodyAbortsTheRequest() {
		CompletableFuture<AbortReason> told = new CompletableFuture<>();
		start((exchange) -> exchange.onAbort(told::complete));
		try (FastCgiTestConnection connection = connect()) {
			connection.writeBytes(request(HEADERS, "hell"));
		}
		assertThat(told).succeedsWithin(PATIENCE).isEqualTo(AbortReason.CONNECTION_CLOSED);
	}

	/**
	 * SCGI-12.
	 */
	@Test
	void endWithinTheNetstringIsNoRequest() {
		start(ECHO);
		byte[] request = request(HEADERS, "");
		for (int length : new int[] { 1, 2, 3, 10, request.length - 1 }) {
			try (FastCgiTestConnection connection = connect()) {
				connection.writeBytes(Arrays.copyOf(request, length)).shutdownOutput();
				assertThat(connection.readBytes()).isEmpty();
			}
		}
		assertThat(this.events.started).hasValue(0);
		assertThat(client().scgi().get("/").send().bodyAsString()).isEqualTo("GET ");
	}

	/**
	 * SEC-26: the reason is logged, no handler is called, the server lives.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "0:,", "012:", "5,", "24:CONTENT_LENGTH\0005\0SCGI\0001\0;", "99999999999999999999:",
			"4294967299:", "24:CONTENT_LENGTH\0000\0SCGI\0002\0,", "24:SCGI\0001\0CONTENT_LENGTH\0000\0,",
			"17:CONTENT_LENGTH\0000\0," })
	void malformedRequestIsRefused(String request) {
		start(ECHO);
		String response = exchange(request.getBytes(StandardCharsets.ISO_8859_1));
		assertThat(response).satisfiesAnyOf((text) -> assertThat(text).isEmpty(),
				(text) -> assertThat(text).startsWith("Status: 4"));
		assertThat(this.events.protocolErrors).hasSize(1);
		assertThat(this.events.started).hasValue(0);
		assertThat(client().scgi().get("/").send().bodyAsString()).isEqualTo("GET ");
	}

	@Test
	void headersBeyondTheLimitAreRefusedWithAReason() {
		start(ECHO, limits((limits) -> limits.maxParamsSize = 2000));
		assertThat(client().scgi().get("/").param("HTTP_X", "x".repeat(10_000)).send().status()).isEqualTo(431);
		assertThat(client().scgi().get("/").send().status()).isEqualTo(200);
	}

	/**
	 * SCGI has no place for error output.
	 */
	@Test
	void errorOutputGoesToTheServer() {
		start((exchange) -> {
			exchange.writeError(Unpooled.copiedBuffer("oops", StandardCharsets.US_ASCII));
			hello(exchange);
			exchange.writeError(Unpooled.copiedBuffer("too late", StandardCharsets.US_ASCII));
		});
		assertThat(client().scgi().get("/").send().bodyAsString()).isEqualTo("hello");
		assertThat(this.events.errorOutput).containsExactly("oops");
	}

	@Test
	void failureIsADocument() {
		start((exchange) -> {
			throw new IllegalStateException("failed");
		});
		assertThat(client().scgi().get("/").send().status()).isEqualTo(500);
		assertThat(this.events.failures).hasSize(1);
	}

	/**
	 * FCGI-26 for SCGI.
	 */
	@Test
	void responseSurvivesABodyThatIsStillComing() {
		start(ServerTestCase::hello);
		for (int i = 0; i < 5; i++) {
			String response = exchange(request("CONTENT_LENGTH\0003000000\0SCGI\0001\0", "x".repeat(3_000_000)));
			assertThat(response).endsWith("\r\n\r\nhello");
		}
	}

	private String exchange(byte[] request) {
		try (FastCgiTestConnection connection = connect()) {
			connection.writeBytes(request);
			return new String(connection.readBytes(), StandardCharsets.US_ASCII);
		}
	}

	private static byte[] request(String headers, String body) {
		return (headers.length() + ":" + headers + "," + body).getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * SCGI-5, SEC-13: nginx passes on what a client sends twice.
	 */
	@Test
	void headerThatTheClientRepeatsIsNoReasonToRefuse() {
		start((exchange) -> exchange.respondText(String.join("|", exchange.params().all("HTTP_X_A"))));
		assertThat(client().scgi().get("/").addParam("HTTP_X_A", "1").addParam("HTTP_X_A", "2").send().bodyAsString())
			.isEqualTo("1|2");
		assertThat(client().scgi().get("/").addParam("REMOTE_ADDR", "1.1.1.1").send().status()).isEqualTo(400);
	}

}
