package io.fastcgi.spring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import io.fastcgi.engine.transport.Transport;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link BindFailureAnalyzer} and {@link InvalidHandlerFailureAnalyzer}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	@ParameterizedTest
	@EnumSource(names = { "NIO", "EPOLL" })
	void explainsThatThePortIsInUse(Transport transport, CapturedOutput output) throws IOException {
		assumeThat(transport.isAvailable()).isTrue();
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertFails(() -> run("--fastcgi.server.port=" + other.getLocalPort(),
					"--fastcgi.server.transport=" + transport.name()));
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("127.0.0.1:" + other.getLocalPort() + ": another process listens there already.")
				.contains("'fastcgi.server.port'")
				.doesNotContain("\tat ");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "NIO", "EPOLL" })
	void explainsThatTheAddressIsNotOfThisMachine(Transport transport, CapturedOutput output) {
		assumeThat(transport.isAvailable()).isTrue();
		assertFails(() -> run("--fastcgi.server.port=0", "--fastcgi.server.address=192.0.2.1",
				"--fastcgi.server.transport=" + transport.name()));
		assertThat(output).contains("this machine does not have the address").contains("'fastcgi.server.address'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					unix.path=%s/missing/a.sock   | its directory does not exist        | Create '%s/missing'
					unix.path=%s/file             | something that is not a socket      | Move it away if nobody needs it
					unix.path=%s/used             | another process listens there       | choose another 'fastcgi.server.unix.path'
					unix.path=%s/%s               | and the system allows               | Choose a shorter 'fastcgi.server.unix.path'
					unix.path=%s/a --fastcgi.server.unix.owner=no-such-user | 'no-such-user' | Correct 'fastcgi.server.unix.owner'
					inherited=true                | descriptor 0 is not a socket        | Start the application with spawn-fcgi
					""")
	@DisabledOnOs(OS.WINDOWS)
	void explainsWhatIsWrongWithASocket(String property, String description, String action, @TempDir Path directory,
			CapturedOutput output) throws IOException {
		Files.createFile(directory.resolve("file"));
		try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			other.bind(UnixDomainSocketAddress.of(directory.resolve("used")));
			String real = property.replaceFirst("%s", directory.toString()).replace("%s", "long".repeat(50));
			assertFails(() -> run(("--fastcgi.server." + real).split(" ")));
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The FastCGI server cannot listen on ")
				.contains(description)
				.contains(action.replace("%s", directory.toString()))
				.doesNotContain("\tat ");
		}
	}

	@Test
	void namesThePropertiesOfTheListenerThatCannotListen(CapturedOutput output) throws IOException {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertFails(() -> run("--fastcgi.server.port=0", "--fastcgi.server.listeners[0].port=0",
					"--fastcgi.server.listeners[1].port=" + other.getLocalPort()));
			assertThat(output).contains("another process listens there already")
				.contains("give this application another port with 'fastcgi.server.listeners[1].port'")
				.doesNotContain("'fastcgi.server.port'");
		}
	}

	@Test
	void explainsWhatATransportNeeds(CapturedOutput output) {
		assumeThat(Transport.KQUEUE.isAvailable()).isFalse();
		assertFails(() -> run("--fastcgi.server.port=0", "--fastcgi.server.transport=kqueue"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'fastcgi.server.transport' is 'kqueue'")
			.contains("emove 'fastcgi.server.transport', or set it to 'nio'")
			.doesNotContain("\tat ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					listeners[0].protocol=scgi | 'fastcgi.server.listeners[0]' does not say where to listen.
					listeners[0].protocol=scgi | Set 'fastcgi.server.listeners[0].port', 'fastcgi.server.listeners[0].unix.path'
					port=7 --fastcgi.server.listeners[0].port=7 | 'fastcgi.server.listeners[0]' is to listen on localhost/127.0.0.1:7
					unix.permissions=rw-rw-rw- | need its 'path'
					unix.group=root            | need its 'path'
					port=-1 --fastcgi.server.address=127.0.0.1 | 'address' is that of a TCP port, and needs another 'port' than -1
					""")
	void explainsWhatIsWrongWithThePlaceToListen(String property, String expected, CapturedOutput output) {
		assertFails(() -> run(("--fastcgi.server." + property).split(" ")));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(expected)
			.doesNotContain("null")
			.doesNotContain("\tat ");
	}

	@Test
	void saysThatThereIsNoHandler(CapturedOutput output) {
		run("--fastcgi.server.port=0");
		assertThat(output.getAll().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains("No bean has a method with @FastCgiHandler, so all requests are refused. Write one, such as "
					+ "@FastCgiHandler(\"/hello\") String hello()");
	}

	@Test
	void saysNothingWhereThereIsAHandler(CapturedOutput output) {
		new SpringApplicationBuilder(Application.class, Valid.class).web(WebApplicationType.NONE)
			.run("--fastcgi.server.port=0")
			.close();
		assertThat(output).doesNotContain("No bean has a method");
	}

	@Test
	void explainsWhichHandlersAreAmbiguous(CapturedOutput output) {
		assertFails(() -> new SpringApplicationBuilder(Application.class, Valid.class, SameAsValid.class)
			.web(WebApplicationType.NONE)
			.run("--fastcgi.server.port=0"));
		assertThat(output.toString().replace("\r", "")).contains("APPLICATION FAILED TO START").contains("""
				Two handlers serve the same requests, and nothing decides which of them does:

				    java.lang.String %1$s$Valid.handle() of bean '%2$s.Valid': role RESPONDER, path '/x'
				    void %1$s$SameAsValid.same() of bean '%2$s.SameAsValid': role RESPONDER, path '/x'

				Both serve 'GET /x', for example.

				Action:

				Give one of them another path, or let them differ in 'method', 'role', 'consumes' or 'produces'.
				""".formatted(FailureAnalysisTests.class.getName(), "failureAnalysisTests")).doesNotContain("\tat ");
	}

	@Test
	void explainsThatTheDelayIsTooLong(CapturedOutput output) {
		assertFails(() -> run("--fastcgi.server.port=0", "--fastcgi.server.drain-delay=31s"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'fastcgi.server.drain-delay'")
			.contains("'spring.lifecycle.timeout-per-shutdown-phase' says, 30 s");
	}

	@Test
	void explainsThatThereIsNowhereToListen(CapturedOutput output) {
		assertFails(() -> run("--fastcgi.server.port=-1"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Invalid value '-1' for configuration property 'fastcgi.server.port'")
			.contains("There is nowhere to listen then. Set 'fastcgi.server.unix.path'");
	}

	@Test
	void explainsWhatIsWrongWithAHandler(CapturedOutput output) {
		assertFails(() -> new SpringApplicationBuilder(Application.class, Invalid.class).web(WebApplicationType.NONE)
			.run("--fastcgi.server.port=0"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Parameter 'thread' of type java.lang.Thread")
			.contains("Invalid.handle(java.lang.Thread)")
			.contains("Annotate it with @PathVariable")
			.doesNotContain("FastCGI started");
	}

	@Test
	void explainsWhatIsWrongWithAProperty(CapturedOutput output) {
		assertFails(() -> run("--fastcgi.server.port=70000"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'port' must be from 0 to 65535, or -1 for none");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			allowed-addresses=10.0.0.0/8,localhost | 'localhost' is no IP address and no CIDR range
			allowed-addresses=10.0.0.0/33          | The prefix length of '10.0.0.0/33' must be a number from 0 to 32
			allowed-users=root                     | Only Unix domain sockets tell who connects
			allowed-groups=root                    | Only Unix domain sockets tell who connects
			ssl.bundle=none-such                   | Describe it with 'spring.ssl.bundle.pem.none-such
			ssl.client-auth=need                   | 'client-auth' needs a 'bundle'
			shared-secret.previous-value=x         | 'previous-value' needs a 'value'
			shared-secret.param=HTTP_X --fastcgi.server.shared-secret.value=0123456789abcdef | clients can send
			""")
	void explainsWhatIsWrongWithWhoMayConnect(String property, String expected, CapturedOutput output) {
		assertFails(() -> run(("--fastcgi.server.port=0 --fastcgi.server." + property).split(" ")));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("fastcgi.server." + property.split("[.=]")[0])
			.contains(expected)
			.doesNotContain("\tat ")
			.doesNotContain("0123456789abcdef");
	}

	@Test
	void explainsThatASecretIsTooShortWithoutTellingIt(CapturedOutput output) {
		assertFails(() -> run("--fastcgi.server.shared-secret.value=hunter2"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("must have 16 characters or more", "openssl rand")
			.doesNotContain("hunter2");
	}

	@Test
	void servesHandlersOfAnApplicationWithLazyBeans() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class, Valid.class)
			.web(WebApplicationType.NONE)
			.lazyInitialization(true)
			.run("--fastcgi.server.port=0")) {
			int port = context.getEnvironment().getRequiredProperty("local.fastcgi.server.port", Integer.class);
			assertThat(FastCgiTestClient.toPort(port).get("/x").send().bodyAsString()).isEqualTo("valid");
		}
	}

	private static void run(String... args) {
		new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).run(args).close();
	}

	private static void assertFails(ThrowingCallable start) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(start);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FastCgiHandlerAutoConfiguration.class, FastCgiServerAutoConfiguration.class,
			HttpMessageConvertersAutoConfiguration.class })
	static class Application {

	}

	static class Invalid {

		@FastCgiHandler("/x")
		void handle(Thread thread) {
		}

	}

	static class SameAsValid {

		@FastCgiHandler("/x")
		void same() {
		}

	}

	static class Valid {

		@FastCgiHandler("/x")
		String handle() {
			return "valid";
		}

	}

}
