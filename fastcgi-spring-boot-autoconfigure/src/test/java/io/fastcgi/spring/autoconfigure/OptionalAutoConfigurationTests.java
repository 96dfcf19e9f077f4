package io.fastcgi.spring.autoconfigure;

import io.fastcgi.spring.actuate.FastCgiEndpoint;
import io.fastcgi.spring.actuate.FastCgiHealthIndicator;
import io.fastcgi.spring.actuate.FastCgiServerMetrics;
import io.fastcgi.spring.actuate.NettyMetricsBinder;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.RequestObserver;
import io.fastcgi.spring.observation.ObservingRequestObserver;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.test.FastCgiTestClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.Validator;
import org.springframework.web.bind.annotation.RequestBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the auto-configurations of optional integrations.
 *
 * @author FastCGI Spring Boot maintainers
 */
class OptionalAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Everything.class)
		.withBean("hello", Hello.class)
		.withPropertyValues("fastcgi.server.port=0", "management.endpoints.web.exposure.include=fastcgi");

	private final ApplicationContextRunner withRegistries = this.contextRunner.withBean(SimpleMeterRegistry.class)
		.withBean(ObservationRegistry.class, ObservationRegistry::create);

	@Test
	void hasEverythingWhereEverythingIsThere() {
		this.withRegistries.run((context) -> assertThat(context).hasSingleBean(FastCgiServerMetrics.class)
			.hasSingleBean(NettyMetricsBinder.class)
			.hasSingleBean(ObservingRequestObserver.class)
			.hasSingleBean(FastCgiHealthIndicator.class)
			.hasBean("fastcgiHealthIndicator")
			.hasSingleBean(FastCgiEndpoint.class));
	}

	@Test
	void measuresNothingWithoutRegistries() {
		this.contextRunner.run((context) -> {
			assertServes(context);
			assertThat(context).doesNotHaveBean(FastCgiServerMetrics.class)
				.doesNotHaveBean(NettyMetricsBinder.class)
				.doesNotHaveBean(RequestObserver.class)
				.hasSingleBean(FastCgiHealthIndicator.class);
		});
	}

	@Test
	void isAbsentWhenTheServerIs() {
		this.withRegistries.withPropertyValues("fastcgi.server.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FastCgiServerMetrics.class)
				.doesNotHaveBean(NettyMetricsBinder.class)
				.doesNotHaveBean(RequestObserver.class)
				.doesNotHaveBean(FastCgiHealthIndicator.class));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "io.micrometer.core", "org.springframework.boot.micrometer", "org.springframework.boot.health",
					"org.springframework.boot.actuate", "org.springframework.boot.validation", "jakarta.validation",
					"org.hibernate.validator", "jakarta.servlet", "reactor", "tools.jackson" })
	void servesWithout(String packageName) {
		this.contextRunner.withClassLoader(new FilteredClassLoader(packageName))
			.run(OptionalAutoConfigurationTests::assertServes);
	}

	@Test
	void hasNoMetersWithoutMicrometer() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(context).doesNotHaveBean("fastCgiServerMetrics"));
	}

	@Test
	void hasNoHealthWithoutItsJarOrWhenDisabled() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("fastcgiHealthIndicator"));
		this.contextRunner.withPropertyValues("management.health.fastcgi.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("fastcgiHealthIndicator"));
	}

	@Test
	void hasNoEndpointWithoutActuator() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("fastCgiEndpoint"));
	}

	@Test
	void leavesHealthAndObservationToTheApplication() {
		this.withRegistries.withBean("fastcgiHealthContributor", HealthIndicator.class, () -> () -> Health.up().build())
			.withBean("ownObserver", RequestObserver.class, RequestObserver::none)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FastCgiHealthIndicator.class)
				.doesNotHaveBean(ObservingRequestObserver.class)
				.hasSingleBean(RequestObserver.class));
	}

	@Test
	void copesWithSeveralValidatorsOfTheApplication() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("jakarta.validation"))
			.withBean("one", Validator.class, () -> Validator.forType(String.class, (text, errors) -> {
			}))
			.withBean("two", Validator.class, () -> Validator.forType(Integer.class, (number, errors) -> {
			}))
			.run(OptionalAutoConfigurationTests::assertServes);
	}

	private static void assertServes(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		int port = context.getBean(FastCgiServerLifecycle.class).server().port();
		assertThat(FastCgiTestClient.toPort(port).get("/hello").send().bodyAsString()).isEqualTo("hello");
		assertThat(FastCgiTestClient.toPort(port).post("/echo").body("x").send().status()).isEqualTo(200);
		assertThat(FastCgiTestClient.toPort(port).get("/unknown").send().status()).isEqualTo(404);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FastCgiHandlerAutoConfiguration.class, FastCgiServerAutoConfiguration.class,
			FastCgiEndpointAutoConfiguration.class, FastCgiServerMetricsAutoConfiguration.class,
			FastCgiServerObservationAutoConfiguration.class, FastCgiServerHealthAutoConfiguration.class,
			FastCgiServerSanitizingAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class })
	static class Everything {

	}

	static class Hello {

		@FastCgiHandler("/hello")
		String hello() {
			return "hello";
		}

		@FastCgiHandler("/echo")
		String echo(@RequestBody String body) {
			return body;
		}

	}

}
