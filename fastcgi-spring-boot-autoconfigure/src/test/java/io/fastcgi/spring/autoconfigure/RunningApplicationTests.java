package io.fastcgi.spring.autoconfigure;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that serves nothing but FastCGI, in a process of its own.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RunningApplicationTests {

	private static final Pattern STARTED = Pattern.compile("FastCGI started on port (\\d+)");

	/**
	 * FCGI-5: status 0 means that it was on purpose.
	 */
	@Test
	@DisabledOnOs(OS.WINDOWS)
	void staysAliveWithoutAWebServerUntilItIsTerminated() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1", Application.class.getName(),
				"--fastcgi.server.port=0")
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = process.inputReader()) {
			int port = awaitPort(output);
			assertThat(FastCgiTestClient.toPort(port).get("/").send().bodyAsString()).isEqualTo("main is gone");
			assertThat(process.isAlive()).isTrue();
			process.toHandle().destroy();
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isZero();
			assertThat(output.lines().toList()).anyMatch((line) -> line.contains("FastCGI drained"))
				.noneMatch((line) -> line.contains("Exception"));
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static int awaitPort(BufferedReader output) {
		return output.lines()
			.map(STARTED::matcher)
			.filter(Matcher::find)
			.map((matcher) -> Integer.parseInt(matcher.group(1)))
			.findFirst()
			.orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FastCgiHandlerAutoConfiguration.class, FastCgiServerAutoConfiguration.class,
			HttpMessageConvertersAutoConfiguration.class })
	@Import(Handler.class)
	public static class Application {

		private static volatile Thread main;

		public static void main(String[] args) {
			main = Thread.currentThread();
			SpringApplication.run(Application.class, args);
		}

	}

	static class Handler {

		@FastCgiHandler
		String handle() throws InterruptedException {
			Application.main.join(20_000);
			return (Application.main.isAlive()) ? "main is here" : "main is gone";
		}

	}

}
