package io.fastcgi.spring.autoconfigure;

import io.fastcgi.engine.transport.Transport;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains what a transport needs.
 *
 * @author FastCGI Spring Boot maintainers
 */
class UnavailableTransportFailureAnalyzer extends AbstractFailureAnalyzer<UnavailableTransportException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnavailableTransportException cause) {
		return analyze(cause, System.getProperty("os.name"), System.getProperty("os.arch"),
				Transport.class.getClassLoader());
	}

	static FailureAnalysis analyze(UnavailableTransportException cause, String osName, String osArch,
			ClassLoader classLoader) {
		NativeLibrary library = NativeLibrary.of(cause.transport());
		String problem = "'fastcgi.server.transport' is '%s', ".formatted(library.name());
		String otherwise = "remove 'fastcgi.server.transport', or set it to 'nio'";
		if (!library.isFor(osName)) {
			return new FailureAnalysis(
					problem + "which there is on %s only.".formatted(library.forMac() ? "macOS" : "Linux"),
					"R" + otherwise.substring(1) + ".", cause);
		}
		if (library.isPresent(osArch, classLoader)) {
			return new FailureAnalysis(
					problem + "whose native library is on the class path, but this system does not let it work. "
							+ "Containers often forbid io_uring.",
					"Allow it, or %s.".formatted(otherwise), cause);
		}
		return new FailureAnalysis(problem + "whose native library is not on the class path.", """
				Add the library, whose version Spring Boot knows, or %s:

				%s""".formatted(otherwise, library.dependency(osArch)), cause);
	}

}
