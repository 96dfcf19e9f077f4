package io.fastcgi.spring.frontend;

import java.nio.file.Path;
import java.util.List;

import io.fastcgi.spring.TestApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FrontEndHints}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class FrontEndHintsTests {

	private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

	@AfterEach
	void reset() {
		this.logging.setLogLevel(FrontEndHints.class.getName(), null);
	}

	@Test
	void everyListenerHasALine(CapturedOutput output, @TempDir Path directory) {
		this.logging.setLogLevel(FrontEndHints.class.getName(), LogLevel.DEBUG);
		String socket = directory.resolve("app.sock").toString();
		try (TestApplication application = TestApplication.with(List
			.of("fastcgi.server.listeners[0].unix.path=" + socket, "fastcgi.server.listeners[0].protocol=scgi"))) {
			assertThat(output)
				.contains("nginx: fastcgi_pass 127.0.0.1:%1$d;  nginx: scgi_pass 127.0.0.1:%1$d;  "
					.formatted(application.server().port())
						+ "HAProxy: server app 127.0.0.1:%d proto fcgi".formatted(application.server().port()))
				.contains("nginx: scgi_pass unix:%s;".formatted(socket))
				.doesNotContain("fastcgi_pass unix:");
		}
	}

	@Test
	void nobodyIsToldWhoDoesNotAsk(CapturedOutput output) {
		this.logging.setLogLevel(FrontEndHints.class.getName(), LogLevel.INFO);
		TestApplication.of().close();
		assertThat(output).doesNotContain("_pass ");
	}

}
