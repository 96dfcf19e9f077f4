package io.fastcgi.spring.autoconfigure;

import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.spring.actuate.FastCgiEndpoint;
import io.fastcgi.spring.actuate.FastCgiEndpointHint;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FastCgiEndpointAutoConfiguration}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class FastCgiEndpointAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(
			FastCgiHandlerAutoConfiguration.class, FastCgiServerAutoConfiguration.class,
			FastCgiEndpointAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withPropertyValues("fastcgi.server.port=0");

	private final ApplicationContextRunner exposed = this.contextRunner
		.withPropertyValues("management.endpoints.web.exposure.include=fastcgi");

	@Test
	void isThereWhenExposed() {
		this.exposed.withPropertyValues("spring.application.name=My shop").run((context) -> {
			assertThat(context).hasSingleBean(FastCgiEndpoint.class);
			int port = context.getBean(FastCgiServerLifecycle.class).server().port();
			assertThat(context.getBean(FastCgiEndpoint.class).configuration("nginx"))
				.contains("upstream My-shop {\n\tserver 127.0.0.1:%d;".formatted(port));
		});
	}

	@Test
	void isAbsentUnlessExposed() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FastCgiEndpoint.class));
	}

	@Test
	void isAbsentWithoutAccess() {
		this.exposed.withPropertyValues("management.endpoint.fastcgi.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FastCgiEndpoint.class));
	}

	@Test
	void isAbsentWhenTheServerIs() {
		this.exposed.withPropertyValues("fastcgi.server.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FastCgiEndpoint.class));
	}

	@Test
	void isLeftToTheApplication() {
		this.exposed.withBean("own", FastCgiEndpoint.class, () -> new FastCgiEndpoint(null, null, null))
			.run((context) -> assertThat(context).hasSingleBean(FastCgiEndpoint.class).hasBean("own"));
	}

	@Test
	void hasNoRoutesWhereSomethingElseServes() {
		this.exposed.withBean(ExchangeHandler.class, () -> (exchange) -> exchange.respondText("hello"))
			.run((context) -> {
				assertThat(context.getBean(FastCgiEndpoint.class).fastCgi().routes()).isEmpty();
				assertThat(context.getBean(FastCgiEndpoint.class).configuration("nginx")).contains("fastcgi_pass");
			});
	}

	@Test
	void logSaysWhereItIsAtDebugLevel(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel(FastCgiEndpointHint.class.getName(), LogLevel.DEBUG);
		try {
			WebEndpointProperties properties = new WebEndpointProperties();
			properties.setBasePath("/manage");
			properties.getPathMapping().put("fastcgi", "server");
			this.exposed.withBean(WebEndpointProperties.class, () -> properties)
				.run((context) -> assertThat(context).hasSingleBean(FastCgiEndpointHint.class));
			assertThat(output).contains("Actuator has whole configurations at /manage/server/{nginx,nginx-scgi,");
		}
		finally {
			logging.setLogLevel(FastCgiEndpointHint.class.getName(), null);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.server.port=-1", "server.port=-1" })
	void logSaysNothingWhereThereIsNoPort(String property) {
		this.exposed.withPropertyValues(property)
			.withBean(WebEndpointProperties.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FastCgiEndpointHint.class));
	}

	@Test
	void logSaysWhereItIsOnAPortOfItsOwn() {
		this.exposed.withPropertyValues("server.port=-1", "management.server.port=8081")
			.withBean(WebEndpointProperties.class)
			.run((context) -> assertThat(context).hasSingleBean(FastCgiEndpointHint.class));
	}

	@Test
	void logSaysNothingWhereTheWebHasNoEndpoint() {
		this.exposed.run((context) -> assertThat(context).doesNotHaveBean(FastCgiEndpointHint.class));
	}

}
