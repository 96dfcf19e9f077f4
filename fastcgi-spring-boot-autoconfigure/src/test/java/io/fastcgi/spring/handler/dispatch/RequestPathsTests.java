package io.fastcgi.spring.handler.dispatch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.fastcgi.engine.exchange.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RequestPaths} and {@link PathSource}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RequestPathsTests {

	private static final String ENCODED = "/app/J%C3%BCrgen%20K/x";

	private static final String DECODED = "/app/Jürgen K/x";

	private final RequestPaths paths = new RequestPaths(List.of(PathSource.values()));

	static Stream<Arguments> frontEnds() {
		return Stream.of(
				Arguments.of("nginx fastcgi",
						Params.of("REQUEST_URI", ENCODED + "?q=/..", "DOCUMENT_URI", DECODED, "SCRIPT_NAME", DECODED,
								"DOCUMENT_ROOT", "/usr/share/nginx/html")),
				Arguments.of("nginx scgi", Params.of("REQUEST_URI", ENCODED, "DOCUMENT_URI", DECODED)),
				Arguments.of("Apache mod_proxy_fcgi",
						Params.of("REQUEST_URI", ENCODED, "SCRIPT_NAME", DECODED, "SCRIPT_FILENAME",
								"proxy:fcgi://127.0.0.1:9000/app/x")),
				Arguments.of("Apache mod_proxy_scgi",
						Params.of("REQUEST_URI", ENCODED, "SCRIPT_NAME", "/app", "PATH_INFO", "/Jürgen K/x")),
				Arguments.of("lighttpd",
						Params.of("REQUEST_URI", ENCODED, "SCRIPT_NAME", "/app", "PATH_INFO", "/Jürgen K/x")),
				Arguments.of("HAProxy", Params.of("REQUEST_URI", ENCODED, "SCRIPT_NAME", DECODED)),
				Arguments.of("Caddy",
						Params.of("REQUEST_URI", ENCODED, "SCRIPT_NAME", DECODED, "PATH_INFO", "", "DOCUMENT_URI",
								DECODED)),
				Arguments.of("h2o", Params.of("REQUEST_URI", ENCODED, "SCRIPT_NAME", "", "PATH_INFO", DECODED)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("frontEnds")
	void findsThePathThatTheClientAskedFor(String frontEnd, Params params) {
		assertThat(this.paths.rawPath(params)).isEqualTo(ENCODED);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("frontEnds")
	void findsTheSamePathWithoutRequestUri(String frontEnd, Params params) {
		String[] others = StreamSupport.stream(params.spliterator(), false)
			.filter((param) -> !param.name().equals("REQUEST_URI"))
			.flatMap((param) -> Stream.of(param.name(), param.value()))
			.toArray(String[]::new);
		assertThat(this.paths.rawPath(Params.of(others))).isEqualTo(ENCODED);
	}

	/**
	 * SEC-11, CGI-20.
	 */
	@Test
	void neverTakesScriptFilename() {
		assertThatIsRefused(Params.of("SCRIPT_FILENAME", "/srv/app.php"));
	}

	@Test
	void refusesARequestWithoutAnyPath() {
		assertThatIsRefused(Params.of());
		assertThatIsRefused(
				Params.of("REQUEST_URI", "*", "SCRIPT_NAME", "", "PATH_INFO", "", "DOCUMENT_URI", "no-slash"));
	}

	@Test
	void asksTheSourcesInTheirOrder() {
		Params params = Params.of("REQUEST_URI", "/asked", "SCRIPT_NAME", "/script", "DOCUMENT_URI", "/document");
		assertThat(new RequestPaths(List.of(PathSource.DOCUMENT_URI, PathSource.REQUEST_URI)).rawPath(params))
			.isEqualTo("/document");
		assertThat(new RequestPaths(List.of(PathSource.SCRIPT_NAME)).rawPath(params)).isEqualTo("/script");
	}

	@ParameterizedTest
	@CsvSource({ "http://example.org/a%20b?c,/a%20b", "HTTPS://example.org,/", "http://example.org?q,/",
			"http://example.org:80/http://x/,/http://x/", "/redirect?to=http://example.org/x,/redirect", "/a?b?c,/a",
			"/?,/" })
	void takesThePathOutOfEveryFormOfTarget(String target, String path) {
		assertThat(this.paths.rawPath(Params.of("REQUEST_URI", target))).isEqualTo(path);
	}

	/**
	 * SEC-17.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/.", "/..", "/a/..", "/a/../b", "/a/./b", "/%2e", "/%2E%2e/b", "/a/.%2e", "/a/%2e./b",
			"/a/..%2fb", "/a%2F../b", "/a/%2e%2e%2fb", "/a/..\\b", "/a/..%5cb", "/a%5C..", "/a/..;x=1/b", "/a#b" })
	void refusesWhatAFrontEndMayReadInAnotherWay(String target) {
		assertThatIsRefused(Params.of("REQUEST_URI", target));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a/../b", "/..", "/a/./b", "/a/..\\b" })
	void refusesDotSegmentsInDecodedPaths(String path) {
		assertThatIsRefused(Params.of("SCRIPT_NAME", path));
		assertThatIsRefused(Params.of("DOCUMENT_URI", path));
		assertThatIsRefused(Params.of("SCRIPT_NAME", "", "PATH_INFO", path));
	}

	/**
	 * SEC-17, CGI-20.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/a.b", "/.well-known/x", "/...", "/a..b/c", "/..a", "/a.", "/a%2eb", "/%252e%252e/", "//",
			"//a", "/a//b", "/a;b=c", "/%2F", "/a%2Fb", "/%EF%BC%8Ephp" })
	void leavesOtherPathsAlone(String target) {
		assertThat(this.paths.rawPath(Params.of("REQUEST_URI", target))).isEqualTo(target);
	}

	/**
	 * SEC-11.
	 */
	@Test
	void encodesWhatTheFrontEndDecoded() {
		assertThat(this.paths.rawPath(Params.of("SCRIPT_NAME", "/a?b", "PATH_INFO", "/100%/c#d\n")))
			.isEqualTo("/a%3Fb/100%25/c%23d%0A");
	}

	/**
	 * SEC-17, FCGI-69.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/%00", "/a%00.php", "/\0", "/%", "/%2", "/%zz", "/a/%-1", "/%u0041", "/%c0%ae%c0%ae/",
			"/%c0%af", "/%ff" })
	void refusesWhatIsNotText(String path) {
		assertThatExceptionOfType(ServerWebInputException.class).isThrownBy(() -> RequestPaths.parse(path));
	}

	/**
	 * SEC-17.
	 */
	@Test
	void givesNoMeaningToASemicolonAndKeepsAnEncodedSlashInItsSegment() {
		assertThat(segments("/a;b=c/d%2Fe//%3b")).containsExactly("a;b=c", "d/e", ";");
	}

	/**
	 * SEC-11: an encoded line end is a character like any other, however short or empty
	 * the paths beside it are.
	 */
	@Test
	void takesALineEndForACharacter() {
		Params params = Params.of("REQUEST_URI", "/index.php/%0a?a=b", "PATH_INFO", "", "SCRIPT_NAME", "/index.php/\n",
				"SCRIPT_FILENAME", "/srv/index.php/\n", "PATH_TRANSLATED", "/srv");
		assertThat(segments(this.paths.rawPath(params))).containsExactly("index.php", "\n");
		assertThat(segments(new RequestPaths(List.of(PathSource.SCRIPT_NAME)).rawPath(params)))
			.containsExactly("index.php", "\n");
	}

	private static List<String> segments(String path) {
		return RequestPaths.parse(path)
			.elements()
			.stream()
			.filter(PathContainer.PathSegment.class::isInstance)
			.map((element) -> ((PathContainer.PathSegment) element).valueToMatch())
			.toList();
	}

	private void assertThatIsRefused(Params params) {
		assertThatExceptionOfType(ServerWebInputException.class).as(() -> Arrays.toString(new Params[] { params }))
			.isThrownBy(() -> this.paths.rawPath(params));
	}

}
