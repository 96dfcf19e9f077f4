package io.fastcgi.spring.handler.message;

import java.net.URI;

import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.StubExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DefaultFastCgiRequest}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class DefaultFastCgiRequestTests {

	@Test
	void hasPathAndQueryForAUri() {
		assertThat(StubExchange.get("/a%20b?c=%3F").uri()).isEqualTo(URI.create("/a%20b?c=%3F"));
		assertThat(StubExchange.get("/a").uri()).isEqualTo(URI.create("/a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example/x", "//", "///", "/a b", "/a|b", "/?{}", "/%" })
	void refusesToMakeAUriOfAnythingElse(String target) {
		assertThatExceptionOfType(ServerWebInputException.class).isThrownBy(() -> StubExchange.get(target).uri());
	}

	@Test
	void takesAnyMethod() {
		assertThat(StubExchange.request("DELETE", "/").method()).isSameAs(HttpMethod.DELETE);
		assertThat(StubExchange.request("", "/").method()).isSameAs(HttpMethod.GET);
		assertThat(StubExchange.request("get \r\n", "/").method().name()).isEqualTo("get \r\n");
	}

	@Test
	void describesItselfInOneShortLine() {
		assertThat(StubExchange.get("/a?b")).hasToString("GET /a");
		assertThat(StubExchange.request("P\r\nX", "/\u001B[31m\u0000\u007F\u0085\u009B\u2028\u2029ü").toString())
			.isEqualTo("P??X /?[31m??????ü");
		assertThat(StubExchange.get("/" + "x".repeat(100_000)).toString()).hasSize(512);
	}

	/**
	 * CGI-16: HAProxy leaves out what is empty.
	 */
	@Test
	void mayHaveNoQuery() {
		FastCgiRequest without = StubExchange.withoutQuery("/a");
		assertThat(without.uri()).isEqualTo(URI.create("/a"));
	}

	@Test
	void hasNothingWhereNothingCame() {
		FastCgiRequest request = StubExchange.get("/");
		assertThat(request.pattern()).isNull();
		assertThat(request.pathVariables()).isEmpty();
		assertThat(request.cookies().isEmpty()).isTrue();
		assertThat(request.gatheredBody()).isEmpty();
	}

}
