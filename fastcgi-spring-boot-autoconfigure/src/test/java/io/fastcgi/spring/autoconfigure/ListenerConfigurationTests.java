package io.fastcgi.spring.autoconfigure;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import io.fastcgi.engine.Endpoint;
import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.ListenerState;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.spring.actuate.FastCgiHealthIndicator;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.test.FastCgiTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the properties that say where to listen.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
@DisabledOnOs(OS.WINDOWS)
class ListenerConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FastCgiServerAutoConfiguration.class))
		.withBean(ExchangeHandler.class, () -> (exchange) -> exchange.respondText("hello"));

	@TempDir
	private Path directory;

	private Path path() {
		return this.directory.resolve("app.sock");
	}

	/**
	 * FCGI-6.
	 */
	@Test
	void listensOnAUnixSocketAloneWhenNoPortIsNamed(CapturedOutput output) {
		this.contextRunner.withPropertyValues("fastcgi.server.unix.path=" + path()).run((context) -> {
			assertThat(listeners(context)).extracting(ListenerState::address)
				.containsExactly(UnixDomainSocketAddress.of(path()));
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path()))).isEqualTo("rw-rw----");
			assertThat(ask(UnixDomainSocketAddress.of(path()))).isEqualTo("hello");
			assertThat(context.getEnvironment().containsProperty("local.fastcgi.server.port")).isFalse();
			assertThat(output).contains("FastCGI started on path " + path() + " (fastcgi, scgi)");
			assertThat(new FastCgiHealthIndicator(context.getBean(FastCgiServerLifecycle.class)).health().toString())
				.contains("UP", path().toString());
		});
		assertThat(path()).doesNotExist();
	}

	@Test
	void listensOnAPortAndAUnixSocketWhenBothAreNamed(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("fastcgi.server.port=0", "fastcgi.server.unix.path=" + path(),
					"fastcgi.server.unix.permissions=0666", "fastcgi.server.protocol=scgi")
			.run((context) -> {
				int port = server(context).port();
				assertThat(Files.getPosixFilePermissions(path()))
					.isEqualTo(PosixFilePermissions.fromString("rw-rw-rw-"));
				assertThat(output)
					.contains("FastCGI started on port %d (scgi), path %s (scgi)".formatted(port, path()));
				assertThat(FastCgiTestClient.toPort(port).scgi().get("/").send().bodyAsString()).isEqualTo("hello");
				assertThat(listeners(context)).extracting(ListenerState::protocol)
					.containsExactly(ProtocolMode.SCGI, ProtocolMode.SCGI);
			});
	}

	@Test
	void listensWhereEachEntryOfTheListSays(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("fastcgi.server.listeners[0].port=0", "fastcgi.server.listeners[0].protocol=fastcgi",
					"fastcgi.server.listeners[0].backlog=7",
					"fastcgi.server.listeners[0].shared-secret.value=0123456789abcdef",
					"fastcgi.server.listeners[1].unix.path=" + path(),
					"fastcgi.server.listeners[1].unix.permissions=rw-------")
			.run((context) -> {
				List<ListenerState> listeners = listeners(context);
				assertThat(listeners).hasSize(2);
				SocketAddress tcp = listeners.get(0).address();
				assertThat(FastCgiTestClient.to(tcp).get("/").send().status()).isEqualTo(403);
				assertThat(FastCgiTestClient.to(tcp)
					.get("/")
					.param("FCGI_SHARED_SECRET", "0123456789abcdef")
					.send()
					.status()).isEqualTo(200);
				assertThat(listeners.get(0).protocol()).isEqualTo(ProtocolMode.FASTCGI);
				assertThat(listeners.get(0).spec().backlog()).isEqualTo(7);
				assertThat(ask(UnixDomainSocketAddress.of(path()))).isEqualTo("hello");
				assertThat(output).contains("FastCGI started on port %d (fastcgi), path %s (fastcgi, scgi)"
					.formatted(server(context).port(), path()));
			});
	}

	/**
	 * SEC-24.
	 */
	@Test
	void asksEachKindOfListenerForWhatItCanTell() {
		this.contextRunner
			.withPropertyValues("fastcgi.server.port=0", "fastcgi.server.unix.path=" + path(),
					"fastcgi.server.allowed-addresses=127.0.0.1", "fastcgi.server.allowed-users=" + user())
			.run((context) -> {
				assertThat(ask(new InetSocketAddress("127.0.0.1", server(context).port()))).isEqualTo("hello");
				assertThat(ask(UnixDomainSocketAddress.of(path()))).isEqualTo("hello");
				assertThat(listeners(context)).allMatch(ListenerState::restricted);
			});
	}

	/**
	 * SEC-24.
	 */
	@Test
	void turnsAwayProcessesOfOtherUsers(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("fastcgi.server.unix.path=" + path(), "fastcgi.server.allowed-users=65533",
					"fastcgi.server.allowed-groups=65533")
			.run((context) -> {
				assertThatExceptionOfType(RuntimeException.class)
					.isThrownBy(() -> ask(UnixDomainSocketAddress.of(path())));
				assertThat(output).contains("is allowed; add one if it is a front end");
			});
	}

	private static String user() {
		return System.getProperty("user.name");
	}

	@Test
	void replacesTheSocketOfAProcessThatIsGone() throws Exception {
		try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			gone.bind(UnixDomainSocketAddress.of(path()));
		}
		this.contextRunner.withPropertyValues("fastcgi.server.unix.path=" + path())
			.run((context) -> assertThat(ask(UnixDomainSocketAddress.of(path()))).isEqualTo("hello"));
	}

	/**
	 * FCGI-2: this process was not started with a socket.
	 */
	@ParameterizedTest
	@CsvSource({ "auto", "false", "off" })
	void listensOnItsPortWhenThereIsNoSocketToInherit(String inherited) {
		assertThat(specs("fastcgi.server.inherited=" + inherited)).singleElement()
			.isEqualTo(ListenerSpec.loopback(9000));
	}

	@Test
	void listensOnTheInheritedSocketAloneWhenTold() {
		assertThat(specs("fastcgi.server.inherited=true")).singleElement()
			.isEqualTo(ListenerSpec.of(new Endpoint.Inherited()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			address=192.0.2.1 unix.path=/a    | /192.0.2.1:9000 /a
			address=192.0.2.1                 | /192.0.2.1:9000
			port=-1 unix.path=/a              | /a
			port=4000 listeners[0].port=4001  | localhost/127.0.0.1:4000 localhost/127.0.0.1:4001
			listeners[0].port=4001            | localhost/127.0.0.1:4001
			port=0 listeners[0].port=0        | localhost/127.0.0.1:0 localhost/127.0.0.1:0
			listeners[0].port=1 listeners[0].unix.path=/a listeners[0].address=192.0.2.1 | /192.0.2.1:1 /a
			""")
	void listensWhereItIsTold(String properties, String expected) {
		String[] pairs = properties.trim().split(" ");
		for (int i = 0; i < pairs.length; i++) {
			pairs[i] = "fastcgi.server." + pairs[i];
		}
		assertThat(specs(pairs)).extracting((spec) -> spec.endpoint().toString()).containsExactly(expected.split(" "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
							port=-1                                                 | port                    | Set 'fastcgi.server.unix.path'
							listeners[0].port=1 allowed-addresses=::1               | allowed-addresses       | Move it to the one of
							listeners[0].port=1 allowed-users=0                     | allowed-users           | Move it to the one of
							listeners[0].port=1 ssl.bundle=b                        | ssl.bundle              | Move it to the one of
							listeners[0].port=1 shared-secret.value=0123456789abcde | shared-secret.value     | Move it to the one of
							unix.path=/a allowed-addresses=::1                      | allowed-addresses       | has no address
							port=0 unix.path=/a allowed-users=0                     | allowed-users           | keeps nobody from connecting over TCP
					unix.path=/a ssl.bundle=b                               | ssl.bundle              | speaks no TLS
							port=0 listeners[0].port=1 listeners[0].allowed-groups=0 | listeners[0].allowed-groups | Only Unix domain sockets tell
							""")
	void refusesWhatCannotBeMeant(String properties, String name, String reason) {
		String[] pairs = properties.replace("0123456789abcde", "0123456789abcdef").split(" ");
		for (int i = 0; i < pairs.length; i++) {
			pairs[i] = "fastcgi.server." + pairs[i];
		}
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class).isThrownBy(() -> specs(pairs))
			.satisfies((ex) -> {
				assertThat(ex.getName()).isEqualTo("fastcgi.server." + name);
				assertThat(ex.getReason()).contains(reason);
				assertThat(String.valueOf(ex.getValue())).doesNotContain("0123456789");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			listeners[0].protocol=scgi                  | listeners[0] | does not say where to listen
			port=1 listeners[0].port=1                  | listeners[0] | is to listen on localhost/127.0.0.1:1, where
			listeners[0].port=1 listeners[1].port=1     | listeners[1] | is to listen on localhost/127.0.0.1:1, where
			unix.path=/a listeners[0].unix.path=/b/../a | listeners[0] | is to listen on /a, where
			inherited=true listeners[0].inherited=true  | listeners[0] | is to listen on
			""")
	void refusesPlacesThatDoNotFitTogether(String properties, String name, String problem) {
		assertThatExceptionOfType(ListenerConfigurationException.class)
			.isThrownBy(() -> specs(("fastcgi.server." + properties.replace(" ", " fastcgi.server.")).split(" ")))
			.withMessageStartingWith("'fastcgi.server.%s' %s", name, problem);
	}

	@ParameterizedTest
	@CsvSource({ "unix.permissions,432,in quotes", "unix.permissions,rw-rw,look like",
			"unix.permissions,0888,look like", "unix.owner,root,need its", "unix.group,root,need its",
			"unix.permissions,rw-rw-rw-,need its", "listeners[0].unix.permissions,0666,need its",
			"listeners[0].port,-1,port", "listeners[0].address,192.0.2.1,needs a", "listeners[0].backlog,0,backlog" })
	void refusesValuesThatMakeNoSense(String name, String value, String message) {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> specs("fastcgi.server.%s=%s".formatted(name, value)))
			.havingRootCause()
			.withMessageContaining(message);
	}

	private static List<ListenerSpec> specs(String... properties) {
		MockEnvironment environment = new MockEnvironment();
		TestPropertyValues.of(properties).applyTo(environment);
		FastCgiServerProperties bound = Binder.get(environment)
			.bindOrCreate("fastcgi.server", Bindable.of(FastCgiServerProperties.class));
		return new Listeners(bound, new ListenerFactory(new AccessFactory(null, new TlsFactory(null)))).create();
	}

	private static String ask(SocketAddress address) {
		return FastCgiTestClient.to(address).get("/").send().bodyAsString();
	}

	private static FastCgiServer server(AssertableApplicationContext context) {
		FastCgiServer server = context.getBean(FastCgiServerLifecycle.class).server();
		assertThat(server).isNotNull();
		return server;
	}

	private static List<ListenerState> listeners(AssertableApplicationContext context) {
		return server(context).listeners();
	}

}
