package io.fastcgi.engine.attack;

import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.test.FastCgiTestConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks over SCGI.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ScgiAttackTests extends AttackTestCase {

	private static final String HEAD = "CONTENT_LENGTH\0005\0SCGI\0001\0REQUEST_URI\0/\0";

	private static final int TIMES = 20;

	/**
	 * SEC-25: bytes after the body look like another request; of that there is none.
	 */
	@Test
	void bytesAfterTheBodyAreNoSecondRequest() {
		attacked((exchange) -> InputGatherer.gather(exchange.stdin(), 1000)
			.thenAccept((body) -> exchange.respondText(new String(body, StandardCharsets.US_ASCII))));
		int before = this.events.started.get();
		String smuggled = netstring("CONTENT_LENGTH\0000\0SCGI\0001\0REQUEST_URI\0/hello\0");
		for (int i = 0; i < TIMES; i++) {
			assertThat(exchange(netstring(HEAD) + "12345" + smuggled.repeat(200))).endsWith("\r\n\r\n12345");
		}
		assertThat(this.events.started).hasValue(before + TIMES);
	}

	/**
	 * SEC-26: lengths that are none, netstrings that do not end, headers that are not
	 * pairs, a body length that is missing, not first, there twice or not a number.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "0:,", ":,", "012:x", "-5:", "+5:", " 5:", "5 :", "99999999999999999999:", "4294967299:",
			"12345678901234567890", "24:CONTENT_LENGTH\0000\0SCGI\0001\0;", "23:CONTENT_LENGTH\0000\0SCGI\0001,",
			"29:CONTENT_LENGTH\0000\0SCGI\0001\0odd\0x,", "31:CONTENT_LENGTH\0000\0SCGI\0001\0\0empty\0,",
			"41:CONTENT_LENGTH\0000\0CONTENT_LENGTH\0000\0SCGI\0001\0,",
			"41:CONTENT_LENGTH\0000\0CONTENT_LENGTH\0009\0SCGI\0001\0,", "24:SCGI\0001\0CONTENT_LENGTH\0000\0,",
			"23:CONTENT_LENGTH\0\0SCGI\0001\0,", "25:CONTENT_LENGTH\000-1\0SCGI\0001\0,",
			"26:CONTENT_LENGTH\0001e3\0SCGI\0001\0,", "27:CONTENT_LENGTH\0000x10\0SCGI\0001\0,",
			"25:CONTENT_LENGTH\000\u00d9\u00a1\0SCGI\0001\0,", "42:CONTENT_LENGTH\0009999999999999999999\0SCGI\0001\0,",
			"24:CONTENT_LENGTH\0000\0SCGI\0002\0,", "17:CONTENT_LENGTH\0000\0,",
			"24:content_length\0000\0SCGI\0001\0," })
	void malformedRequestIsRefusedWithAReason(String request) {
		attacked(NEVER_CALLED);
		for (int i = 0; i < TIMES; i++) {
			assertThat(exchange(request)).satisfiesAnyOf((text) -> assertThat(text).isEmpty(),
					(text) -> assertThat(text).startsWith("Status: 4"));
		}
		assertThat(this.events.protocolErrors).hasSize(TIMES);
	}

	/**
	 * SEC-27: the body ends where the first CONTENT_LENGTH says, whatever else the client
	 * claims.
	 */
	@Test
	void transferEncodingDoesNotChangeTheLength() {
		attacked((exchange) -> InputGatherer.gather(exchange.stdin(), 1000)
			.thenAccept((body) -> exchange.respondText(new String(body, StandardCharsets.US_ASCII))));
		assertThat(exchange(netstring(HEAD + "HTTP_TRANSFER_ENCODING\0chunked\0") + "0\r\n\r\nGET"))
			.endsWith("\r\n\r\n0\r\n\r\n");
	}

	/**
	 * SEC-27: a front end that announces less than its client did cuts the body off, and
	 * nobody may take it for the whole.
	 */
	@Test
	void bodyThatIsShorterThanTheClientSaidIsIncomplete() {
		attacked((exchange) -> InputGatherer.gather(exchange.stdin(), 1000)
			.whenComplete((body, failure) -> exchange.respondText((failure != null) ? "incomplete" : "complete")));
		assertThat(exchange(netstring(HEAD + "HTTP_CONTENT_LENGTH\0009\0") + "12345")).endsWith("\r\n\r\nincomplete");
		assertThat(exchange(netstring(HEAD + "HTTP_CONTENT_LENGTH\0005\0") + "12345")).endsWith("\r\n\r\ncomplete");
	}

	private String exchange(String request) {
		try (FastCgiTestConnection connection = connect()) {
			connection.writeBytes(request.getBytes(StandardCharsets.ISO_8859_1)).shutdownOutput();
			return new String(connection.readBytes(), StandardCharsets.US_ASCII);
		}
	}

	private static String netstring(String content) {
		return content.length() + ":" + content + ",";
	}

}
