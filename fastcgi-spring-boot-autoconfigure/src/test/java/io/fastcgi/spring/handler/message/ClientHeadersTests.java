package io.fastcgi.spring.handler.message;

import io.fastcgi.engine.exchange.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClientHeaders} and {@link TrustedParams}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ClientHeadersTests {

	/**
	 * CGI-10, CGI-17.
	 */
	@Test
	void namesHeadersAsTheyAreUsuallyWritten() {
		HttpHeaders headers = ClientHeaders.from(Params.of("HTTP_X_FORWARDED_FOR", "a", "HTTP_DNT", "1"));
		assertThat(headers.headerNames()).containsExactlyInAnyOrder("X-Forwarded-For", "Dnt");
		assertThat(headers.getFirst("x-forwarded-FOR")).isEqualTo("a");
	}

	/**
	 * CGI-17, SEC-13.
	 */
	@Test
	void keepsDuplicatesInTheirOrder() {
		HttpHeaders headers = ClientHeaders.from(Params.of("HTTP_A", "1", "HTTP_B", "", "HTTP_A", "2"));
		assertThat(headers.get("A")).containsExactly("1", "2");
		assertThat(headers.get("B")).containsExactly("");
	}

	@Test
	void takesWhatDescribesTheBodyFromTheFrontEnd() {
		HttpHeaders headers = ClientHeaders.from(Params.of("HTTP_CONTENT_TYPE", "text/html", "HTTP_CONTENT_LENGTH", "9",
				"CONTENT_TYPE", "text/plain", "CONTENT_LENGTH", "5"));
		assertThat(headers.get(HttpHeaders.CONTENT_TYPE)).containsExactly("text/plain");
		assertThat(headers.get(HttpHeaders.CONTENT_LENGTH)).containsExactly("5");
		assertThat(ClientHeaders.from(Params.of("HTTP_CONTENT_TYPE", "a/b", "HTTP_CONTENT_LENGTH", "9")).isEmpty())
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "5, 5", "abc", "0x10", "99999999999999999999" })
	void hasNoContentLengthThatConvertersWouldChokeOn(String contentLength) {
		HttpHeaders headers = ClientHeaders.from(Params.of("CONTENT_LENGTH", contentLength, "CONTENT_TYPE", ""));
		assertThat(headers.isEmpty()).isTrue();
		assertThat(headers.getContentLength()).isEqualTo(-1);
	}

	/**
	 * SEC-12.
	 */
	@Test
	void withholdsProxy() {
		assertThat(ClientHeaders.from(Params.of("HTTP_PROXY", "http://evil/")).isEmpty()).isTrue();
		assertThat(ClientHeaders.from(Params.of("HTTP_", "x")).isEmpty()).isTrue();
	}

	/**
	 * SEC-14.
	 */
	@Test
	void mixesParamsAndHeadersInNoDirection() {
		Params params = Params.of("REMOTE_ADDR", "10.0.0.1", "HTTP_REMOTE_ADDR", "6.6.6.6", "HTTP_HTTPS", "on",
				"HTTP_REDIRECT_STATUS", "200", "http_x", "y", "HTTPS", "");
		assertThat(ClientHeaders.from(params).headerNames()).containsExactlyInAnyOrder("Remote-Addr", "Https",
				"Redirect-Status");
		assertThat(TrustedParams.of(params)).containsOnlyKeys("REMOTE_ADDR", "http_x", "HTTPS")
			.containsEntry("REMOTE_ADDR", "10.0.0.1");
	}

	@Test
	void isReadOnly() {
		HttpHeaders headers = ClientHeaders.from(Params.of("HTTP_A", "1"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> headers.add("A", "2"));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> headers.setContentType(MediaType.TEXT_HTML));
	}

	@Test
	void knowsTheParamOfAHeader() {
		assertThat(ClientHeaders.paramName("X-Forwarded-For")).isEqualTo("HTTP_X_FORWARDED_FOR");
		assertThat(ClientHeaders.paramName("content-type")).isEqualTo("CONTENT_TYPE");
		assertThat(ClientHeaders.paramName("Content-Length")).isEqualTo("CONTENT_LENGTH");
		assertThat(ClientHeaders.isWithheld(ClientHeaders.paramName("proxy"))).isTrue();
		assertThat(ClientHeaders.isWithheld(ClientHeaders.paramName("Proxy-Authorization"))).isFalse();
	}

}
