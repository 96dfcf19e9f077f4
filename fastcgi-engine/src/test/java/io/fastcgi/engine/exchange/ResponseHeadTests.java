package io.fastcgi.engine.exchange;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ResponseHead}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ResponseHeadTests {

	/**
	 * FCGI-56, CGI-4, CGI-22: the status comes first.
	 */
	/**
	 * HAProxy before 3.2 makes 302 of the status before a {@code Location}.
	 */
	@Test
	void locationComesBeforeTheStatus() {
		assertThat(ResponseHead.of(201, "Created").header("A", "b").header("location", "/x").header("C", "d"))
			.hasToString("location: /x\r\nStatus: 201 Created\r\nA: b\r\nC: d\r\n");
	}

	@Test
	void statusComesFirst() {
		ResponseHead head = ResponseHead.of(302, "Found").header("Content-Type", "text/x").header("X-A", "");
		assertThat(head.status()).isEqualTo(302);
		assertThat(text(head)).isEqualTo("Status: 302 Found\r\nContent-Type: text/x\r\nX-A: \r\n\r\n");
		assertThat(text(ResponseHead.of(200, ""))).isEqualTo("Status: 200 \r\n\r\n");
	}

	@Test
	void valueMayHoldLatinCharactersAndTabs() {
		ResponseHead head = ResponseHead.of(200, "OK").header("X", "\u00e4\t\u00ff !\"");
		assertThat(text(head)).endsWith("X: \u00e4\t\u00ff !\"\r\n\r\n");
	}

	@Test
	void canBeWrittenMoreThanOnce() {
		ResponseHead head = ResponseHead.of(200, "OK");
		assertThat(text(head)).isEqualTo(text(head));
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 99, 1000 })
	void statusHasThreeDigits(int status) {
		assertThatIllegalArgumentException().isThrownBy(() -> ResponseHead.of(status, "OK"))
			.withMessageContaining("three digits");
	}

	/**
	 * CGI-21, SEC-28.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "a\r\nSet-Cookie: x", "a\nb", "a\rb", "a\0b", "\u0007", "\u007f", "\u0100", "\u560d\u560a",
			"\ud83d\ude00" })
	void valueThatCouldBreakOutIsRefused(String value) {
		ResponseHead head = ResponseHead.of(200, "OK").header("A", "b");
		String before = text(head);
		assertThatIllegalArgumentException().isThrownBy(() -> ResponseHead.of(200, "OK").header("X", value))
			.withMessageContaining("'X'");
		assertThatIllegalArgumentException().isThrownBy(() -> ResponseHead.of(200, value));
		assertThatIllegalArgumentException().isThrownBy(() -> head.header("X", value));
		assertThat(text(head)).isEqualTo(before);
	}

	/**
	 * CGI-9, CGI-21, SEC-28.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "X Y", "X:", "X\r\nY", "X\tY", "X\0", "\u00e4", "(X)", "X\u0141" })
	void nameThatIsNoTokenIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> ResponseHead.of(200, "OK").header(name, "x"))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("\r", "\n"));
	}

	/**
	 * CGI-8, CGI-10: in any case of the letters.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "Status", "status", "CONTENT-TYPE", "Location", "location" })
	void fieldsOfCgiAreThereOnce(String name) {
		ResponseHead head = ResponseHead.of(302, "Found").header("Content-Type", "text/plain").header("Location", "/x");
		assertThatIllegalArgumentException().isThrownBy(() -> head.header(name, "other"))
			.withMessageContaining(name)
			.withMessageContaining("once");
	}

	/**
	 * CGI-12.
	 */
	@Test
	void otherHeadersMayBeRepeated() {
		assertThat(text(ResponseHead.of(200, "OK")
			.header("Set-Cookie", "a=b")
			.header("Set-Cookie", "c=d")
			.header("X-CGI-Extension", "e")))
			.endsWith("Set-Cookie: a=b\r\nSet-Cookie: c=d\r\nX-CGI-Extension: e\r\n\r\n");
	}

	@Test
	void authorizerVariableKeepsItsUnderscore() {
		// FCGI-51
		assertThat(text(ResponseHead.of(200, "OK").header("Variable-AUTH_METHOD", "database lookup")))
			.contains("Variable-AUTH_METHOD: database lookup\r\n");
	}

	private static String text(ResponseHead head) {
		ByteBuf out = Unpooled.buffer();
		head.writeTo(out);
		assertThat(out.readableBytes()).isEqualTo(head.length());
		return out.toString(StandardCharsets.ISO_8859_1);
	}

}
