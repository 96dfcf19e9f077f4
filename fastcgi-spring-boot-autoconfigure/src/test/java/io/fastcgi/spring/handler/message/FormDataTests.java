package io.fastcgi.spring.handler.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.fastcgi.engine.exchange.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FormData} and {@link Cookies}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FormDataTests {

	@Test
	void readsNamesAndValues() {
		assertThat(FormData.parse("a=1&b=x+y%26z&a=2&c&d=&=e&J%C3%BC=%E2%82%AC&f=g=h&&"))
			.isEqualTo(Map.of("a", List.of("1", "2"), "b", List.of("x y&z"), "c", List.of(""), "d", List.of(""), "",
					List.of("e"), "Jü", List.of("€"), "f", List.of("g=h")));
		assertThat(FormData.parse("").isEmpty()).isTrue();
	}

	@Test
	void readsABodyInItsCharset() {
		assertThat(parse("a=%FC", "application/x-www-form-urlencoded; charset=ISO-8859-1").getFirst("a"))
			.isEqualTo("ü");
		assertThat(parse("a=%C3%BC", "application/x-www-form-urlencoded").getFirst("a")).isEqualTo("ü");
		assertThat(parse("a=%C3%BC", "application/x-www-form-urlencoded;charset=nonsense").getFirst("a"))
			.isEqualTo("ü");
	}

	private static MultiValueMap<String, String> parse(String body, String contentType) {
		return FormData.parse(body.getBytes(StandardCharsets.UTF_8), Params.of("CONTENT_TYPE", contentType));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=%", "%zz=b", "a=%2" })
	void refusesBadEscapes(String data) {
		assertThatExceptionOfType(ServerWebInputException.class).isThrownBy(() -> FormData.parse(data))
			.withMessageContaining("not well encoded");
	}

	@Test
	void refusesToBeFilledUp() {
		assertThat(FormData.parse("a&".repeat(1000)).get("a")).hasSize(1000);
		assertThatExceptionOfType(ServerWebInputException.class).isThrownBy(() -> FormData.parse("a&".repeat(1001)))
			.withMessageContaining("more than 1000");
	}

	@ParameterizedTest
	@CsvSource({ "application/x-www-form-urlencoded,true", "Application/X-WWW-Form-URLencoded; charset=x,true",
			"text/plain,false", "application/x-www-form,false", ",false" })
	void knowsAForm(String contentType, boolean form) {
		assertThat(FormData.isForm(Params.of("CONTENT_TYPE", (contentType != null) ? contentType : "")))
			.isEqualTo(form);
	}

	@Test
	void readsCookies() {
		assertThat(Cookies.parse(List.of("a=1; b=\"x y\";c=d=e; a=2", "f=;g;=h; i=\""))).isEqualTo(Map.of("a",
				List.of("1", "2"), "b", List.of("x y"), "c", List.of("d=e"), "f", List.of(""), "i", List.of("\"")));
		assertThat(Cookies.parse(List.of()).isEmpty()).isTrue();
	}

}
