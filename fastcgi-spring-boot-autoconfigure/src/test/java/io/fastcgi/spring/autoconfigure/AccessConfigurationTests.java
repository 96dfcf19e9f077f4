package io.fastcgi.spring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.spring.actuate.FastCgiServerMetrics;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the properties that say who may connect.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class AccessConfigurationTests {

	private static final String SECRET = "correct horse battery staple";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(FastCgiServerAutoConfiguration.class, FastCgiServerMetricsAutoConfiguration.class,
						FastCgiServerSanitizingAutoConfiguration.class, EnvironmentEndpointAutoConfiguration.class,
						ConfigurationPropertiesReportEndpointAutoConfiguration.class))
		.withBean(ExchangeHandler.class, () -> (exchange) -> exchange.respondText(exchange.params().toString()))
		.withBean(SimpleMeterRegistry.class)
		.withPropertyValues("fastcgi.server.port=0");

	/**
	 * SEC-21, SEC-24.
	 */
	@Test
	void admitsWhoIsListedAndCountsWhoIsNot(CapturedOutput output) {
		this.contextRunner.withPropertyValues("fastcgi.server.allowed-addresses=127.0.0.1,127.0.0.4/30")
			.run((context) -> {
				assertThat(admits(context, "127.0.0.1")).isTrue();
				assertThat(admits(context, "127.0.0.2")).isFalse();
				assertThat(admits(context, "127.0.0.6")).isTrue();
				assertThat(count(context, "connections.refused", "not-allowed")).isEqualTo(1);
				assertThat(output).contains("Refused a connection from /127.0.0.2:")
					.contains("fastcgi.server.allowed-addresses does not list its address");
			});
	}

	/**
	 * FCGI-3.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.2", "198.51.100.1,127.0.0.2", "198.51.100.1, 127.0.0.2 " })
	void heedsTheListOfTheWebServerThatStartedIt(String addresses, CapturedOutput output) {
		this.contextRunner.withPropertyValues("FCGI_WEB_SERVER_ADDRS=" + addresses).run((context) -> {
			assertThat(admits(context, "127.0.0.2")).isTrue();
			assertThat(admits(context, "127.0.0.1")).isFalse();
			assertThat(output).contains("FCGI_WEB_SERVER_ADDRS does not list its address");
		});
	}

	/**
	 * FCGI-3.
	 */
	@Test
	void admitsWhoIsOnBothLists() {
		this.contextRunner
			.withPropertyValues("FCGI_WEB_SERVER_ADDRS=127.0.0.1,127.0.0.2",
					"fastcgi.server.allowed-addresses=127.0.0.2,127.0.0.3")
			.run((context) -> {
				assertThat(admits(context, "127.0.0.1")).isFalse();
				assertThat(admits(context, "127.0.0.2")).isTrue();
				assertThat(admits(context, "127.0.0.3")).isFalse();
			});
	}

	@Test
	void takesAnEmptyListOfTheWebServerForNone() {
		this.contextRunner.withPropertyValues("FCGI_WEB_SERVER_ADDRS= ")
			.run((context) -> assertThat(admits(context, "127.0.0.1")).isTrue());
	}

	@Test
	void doesNotStartWithAListThatItCannotRead() {
		this.contextRunner.withPropertyValues("FCGI_WEB_SERVER_ADDRS=127.0.0.1,www.example.org")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'www.example.org' is no IP address"));
	}

	/**
	 * SEC-21.
	 */
	@Test
	void servesRequestsThatKnowTheSecretOrThePreviousOne() {
		this.contextRunner
			.withPropertyValues("fastcgi.server.shared-secret.value=" + SECRET,
					"fastcgi.server.shared-secret.previous-value=tr0ub4dor&3 and more",
					"fastcgi.server.shared-secret.param=DOOR")
			.run((context) -> {
				TestRequest request = FastCgiTestClient.toPort(port(context)).get("/");
				assertThat(request.param("DOOR", SECRET).send().bodyAsString()).startsWith("Params[")
					.doesNotContain("DOOR");
				assertThat(request.param("DOOR", "tr0ub4dor&3 and more").send().status()).isEqualTo(200);
				assertThat(request.param("DOOR", "open sesame").send().status()).isEqualTo(403);
				assertThat(count(context, "refusals", "wrong-secret")).isEqualTo(1);
			});
	}

	@Test
	void showsTheSecretToNobody(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("fastcgi.server.shared-secret.value=" + SECRET,
					"FASTCGI_SERVER_SHAREDSECRET_PREVIOUSVALUE=" + SECRET, "management.endpoint.env.show-values=always",
					"management.endpoint.configprops.show-values=always",
					"management.endpoints.web.exposure.include=env,configprops",
					"management.endpoints.jmx.exposure.include=env,configprops", "logging.level.root=trace")
			.run((context) -> {
				JsonMapper json = new JsonMapper();
				String environment = json
					.writeValueAsString(context.getBean(EnvironmentEndpoint.class).environment(null));
				String properties = json.writeValueAsString(
						context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties());
				assertThat(environment).contains("fastcgi.server.shared-secret.value")
					.contains("FASTCGI_SERVER_SHAREDSECRET_PREVIOUSVALUE")
					.doesNotContain(SECRET);
				assertThat(properties).contains("sharedSecret", "FCGI_SHARED_SECRET").doesNotContain(SECRET);
				assertThat(context.getBean(FastCgiServerProperties.class).toString()).contains("FCGI_SHARED_SECRET")
					.doesNotContain(SECRET);
			});
		assertThat(output).doesNotContain(SECRET);
	}

	/**
	 * SEC-24.
	 */
	@Test
	void warnsWhenAnybodyMayConnectFromElsewhere(CapturedOutput output) {
		this.contextRunner.withPropertyValues("fastcgi.server.address=0.0.0.0").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("other machines may reach")
				.contains("'fastcgi.server.allowed-addresses'", "'fastcgi.server.ssl.client-auth: need'",
						"'fastcgi.server.shared-secret.value'", "'fastcgi.server.address'");
		});
	}

	/**
	 * SEC-24.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "fastcgi.server.allowed-addresses=10.0.0.0/8", "FCGI_WEB_SERVER_ADDRS=10.0.0.1",
			"fastcgi.server.shared-secret.value=" + SECRET })
	void doesNotWarnWhenSomethingIsAskedFor(String property, CapturedOutput output) {
		this.contextRunner.withPropertyValues("fastcgi.server.address=0.0.0.0", property).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("other machines may reach");
		});
	}

	private static double count(AssertableApplicationContext context, String name, String reason) {
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		context.getBean(FastCgiServerMetrics.class).bindTo(registry);
		return registry.get("fastcgi.server." + name).tag("reason", reason).functionCounter().count();
	}

	private static int port(AssertableApplicationContext context) {
		return context.getBean(FastCgiServerLifecycle.class).server().port();
	}

	/**
	 * Ask for {@code FCGI_GET_VALUES} without any name.
	 * @return whether there was an answer
	 */
	private static boolean admits(AssertableApplicationContext context, String from) throws IOException {
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port(context), InetAddress.getByName(from),
				0)) {
			socket.setSoTimeout(10_000);
			// FCGI_GET_VALUES without any name, to which FCGI_GET_VALUES_RESULT is the
			// answer
			socket.getOutputStream().write(new byte[] { 1, 9, 0, 0, 0, 0, 0, 0 });
			return socket.getInputStream().read() == 1;
		}
		catch (SocketException ex) {
			return false;
		}
	}

}
