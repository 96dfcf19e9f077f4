package io.fastcgi.spring.observation;

import java.util.function.Consumer;

import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.autoconfigure.FastCgiHandlerAutoConfiguration;
import io.fastcgi.spring.autoconfigure.FastCgiServerAutoConfiguration;
import io.fastcgi.spring.autoconfigure.FastCgiServerObservationAutoConfiguration;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.test.FastCgiTestClient;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ObservingRequestObserver} and its conventions.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class ObservingRequestObserverTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(FastCgiHandlerAutoConfiguration.class, FastCgiServerAutoConfiguration.class,
						FastCgiServerObservationAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class))
		.withBean(ObservationRegistry.class, () -> this.registry)
		.withBean("handler", Handler.class)
		.withPropertyValues("fastcgi.server.port=0");

	@Test
	void observesARequestAndLetsItsHandlerSeeTheObservation() {
		serve(this.contextRunner, (client) -> {
			assertThat(client.get("/observed?x=y").send().bodyAsString()).isEqualTo("fastcgi.server.requests");
			awaitObservations(1);
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasNameEqualTo("fastcgi.server.requests")
				.hasContextualNameEqualTo("fastcgi get /observed")
				.hasLowCardinalityKeyValue("uri", "/observed")
				.hasLowCardinalityKeyValue("status", "200")
				.hasBeenStarted()
				.hasBeenStopped();
		});
	}

	@Test
	void looksForTheTraceInTheHeadersOfTheClient() {
		FastCgiServerObservationContext[] seen = new FastCgiServerObservationContext[1];
		this.registry.observationConfig().observationHandler((context) -> {
			seen[0] = (FastCgiServerObservationContext) context;
			return false;
		});
		serve(this.contextRunner, (client) -> {
			client.get("/observed").header("traceparent", "00-abc-def-01").param("TRACESTATE", "forged").send();
			assertThat(seen[0].getGetter().get(seen[0].getCarrier(), "traceparent")).isEqualTo("00-abc-def-01");
			assertThat(seen[0].getGetter().get(seen[0].getCarrier(), "tracestate")).isNull();
		});
	}

	@Test
	void usesTheConventionOfTheApplication() {
		serve(this.contextRunner.withBean(OwnConvention.class), (client) -> {
			client.get("/observed").send();
			awaitObservations(1);
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasNameEqualTo("own")
				.hasLowCardinalityKeyValue("own", "/observed");
		});
	}

	@Test
	void answersEvenIfTheConventionFailsAtTheEnd(CapturedOutput output) {
		serve(this.contextRunner.withBean(FailingConvention.class), (client) -> {
			assertThat(client.get("/observed").send().status()).isEqualTo(200);
			await().untilAsserted(
					() -> assertThat(output).contains("Observation failed for GET /observed").contains("No values"));
		});
	}

	private void awaitObservations(int count) {
		await().untilAsserted(() -> TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsEqualTo(count)
			.hasSingleObservationThat()
			.hasBeenStopped());
	}

	private static void serve(ApplicationContextRunner runner, Consumer<FastCgiTestClient> test) {
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(FastCgiTestClient.toPort(context.getBean(FastCgiServerLifecycle.class).server().port()));
		});
	}

	static class Handler {

		private final ObservationRegistry registry;

		Handler(ObservationRegistry registry) {
			this.registry = registry;
		}

		@FastCgiHandler("/observed")
		String handle() {
			Observation current = this.registry.getCurrentObservation();
			return (current != null) ? current.getContext().getName() : "nothing";
		}

	}

	static class OwnConvention implements FastCgiServerObservationConvention {

		@Override
		public String getName() {
			return "own";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(FastCgiServerObservationContext context) {
			return KeyValues.of("own", context.getCarrier().path());
		}

	}

	static class FailingConvention implements FastCgiServerObservationConvention {

		@Override
		public String getName() {
			return "failing";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(FastCgiServerObservationContext context) {
			if (context.getResponse() != null) {
				throw new IllegalStateException("No values");
			}
			return KeyValues.empty();
		}

	}

}
