package io.fastcgi.spring.autoconfigure;

import java.net.URL;
import java.net.URLClassLoader;

import io.fastcgi.engine.transport.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnavailableTransportFailureAnalyzer}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class UnavailableTransportFailureAnalyzerTests {

	private static final ClassLoader EMPTY = new URLClassLoader(new URL[0], null);

	@ParameterizedTest
	@CsvSource({ "EPOLL, Linux, amd64, netty-transport-native-epoll, linux-x86_64",
			"EPOLL, Linux, aarch64, netty-transport-native-epoll, linux-aarch_64",
			"IO_URING, Linux, amd64, netty-transport-native-io_uring, linux-x86_64",
			"KQUEUE, Mac OS X, aarch64, netty-transport-native-kqueue, osx-aarch_64" })
	void namesTheArtifactToAdd(Transport transport, String osName, String osArch, String artifact, String classifier) {
		FailureAnalysis analysis = analyze(transport, osName, osArch, EMPTY);
		assertThat(analysis.getDescription()).startsWith("'fastcgi.server.transport' is '")
			.endsWith("whose native library is not on the class path.");
		assertThat(analysis.getAction()).contains("<artifactId>%s</artifactId>".formatted(artifact))
			.contains("<classifier>%s</classifier>".formatted(classifier));
	}

	@ParameterizedTest
	@CsvSource({ "EPOLL, Windows 11, Linux", "IO_URING, Mac OS X, Linux", "KQUEUE, Linux, macOS" })
	void saysWhereTheTransportWouldWork(Transport transport, String osName, String expected) {
		FailureAnalysis analysis = analyze(transport, osName, "amd64", EMPTY);
		assertThat(analysis.getDescription()).endsWith("which there is on %s only.".formatted(expected));
		assertThat(analysis.getAction()).isEqualTo("Remove 'fastcgi.server.transport', or set it to 'nio'.");
	}

	/**
	 * The library for Linux on x86 is on the class path of the tests.
	 */
	@Test
	void doesNotAskForALibraryThatIsThere() {
		FailureAnalysis analysis = analyze(Transport.EPOLL, "Linux", "amd64", getClass().getClassLoader());
		assertThat(analysis.getDescription()).contains("is on the class path");
		assertThat(analysis.getAction()).doesNotContain("artifactId");
	}

	private static FailureAnalysis analyze(Transport transport, String osName, String osArch, ClassLoader loader) {
		return UnavailableTransportFailureAnalyzer.analyze(new UnavailableTransportException(transport), osName, osArch,
				loader);
	}

}
