package io.fastcgi.engine;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for heads that handlers write themselves, as a CGI program would.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HandlerHeadTests extends ServerTestCase {

	static Stream<String> responses() {
		return Stream.of("Content-Type: text/plain\r\n\r\ndocument", "Content-Type: text/plain\n\ndocument",
				"Location: /elsewhere?a=b\r\n\r\n", "Location: https://example.org/\r\n\r\n",
				"Location: https://example.org/\r\nX-Extension: y\r\n\r\n",
				"Status: 302 Found\r\nLocation: https://example.org/\r\nContent-Type: text/html\r\n\r\n<p>moved");
	}

	/**
	 * CGI-2, CGI-5, CGI-6, CGI-7, CGI-9: a document, a local redirect, a redirect of the
	 * client, and one with a document. Front ends know what they mean.
	 */
	@ParameterizedTest
	@MethodSource("responses")
	void everyKindOfResponseIsPassedOnAsItIs(String response) {
		start((exchange) -> {
			exchange.write(Unpooled.copiedBuffer(response, StandardCharsets.US_ASCII));
			exchange.end();
		});
		assertThat(get("/").send().stdout()).asString(StandardCharsets.US_ASCII).isEqualTo(response);
		assertThat(client().scgi().get("/").send().stdout()).asString(StandardCharsets.US_ASCII).isEqualTo(response);
	}

	/**
	 * CGI-23: it is for the front end to say that a head is too long, up to a point.
	 */
	@Test
	void longHeadIsPassedOn() {
		String head = "Status: 200 OK\r\nX: " + "x".repeat(60_000) + "\r\n\r\n";
		start((exchange) -> {
			exchange.write(Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII));
			exchange.end();
		});
		assertThat(get("/").send().stdout()).asString(StandardCharsets.US_ASCII).isEqualTo(head);
	}

}
