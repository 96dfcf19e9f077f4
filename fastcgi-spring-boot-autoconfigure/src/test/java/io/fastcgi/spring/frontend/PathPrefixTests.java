package io.fastcgi.spring.frontend;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PathPrefix}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class PathPrefixTests {

	@ParameterizedTest
	@CsvSource({ "/**, /, /any", "/private, /private, /private", "/private/**, /private, /private",
			"/private/**, /private, /private/a/b", "/private/{*rest}, /private, /private", "/a/{id}, /a/, /a/7",
			"/a/{id}/b, /a/, /a/7/b", "/a/b/*.txt, /a/b/, /a/b/c.txt", "/{tenant}/b, /, /t/b", "/a*/b, /, /abc/b",
			"/a?c, /, /abc", "/a b/c, /, /a%20b/c", "/a\"b/c, /, /a\"b/c", "/a/x y, /a/, /a/x%20y", "/, /, /",
			"/a/, /a/, /a/", "/a/b-c_d.e~f/**, /a/b-c_d.e~f, /a/b-c_d.e~f/g" })
	void everyPathOfThePatternBeginsWithThePrefix(String pattern, String prefix, String path) {
		assertThat(PathPrefix.of(pattern)).isEqualTo(prefix);
		assertThat(path).startsWith(prefix);
		assertThat(PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(path))).isTrue();
	}

}
