package guide.observability;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.fastcgi.test.FastCgiTestClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what traces, logs and metrics of an application have to do with each other.
 */
@ExtendWith(OutputCaptureExtension.class)
class ObservabilityTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String PARENT = "00f067aa0ba902b7";

	private ConfigurableApplicationContext context;

	private FastCgiTestClient client;

	private void start(Stream<Class<?>> components, String... properties) {
		this.context = new SpringApplicationBuilder(
				Stream.concat(Stream.of(Application.class, Greetings.class, Spans.class), components)
					.toArray(Class<?>[]::new))
			.web(WebApplicationType.NONE)
			.properties("fastcgi.server.port=0", "management.tracing.sampling.probability=1.0",
					"management.metrics.distribution.percentiles-histogram.fastcgi.server.requests=true")
			.properties(properties)
			.run();
		this.client = FastCgiTestClient
			.toPort(this.context.getEnvironment().getRequiredProperty("local.fastcgi.server.port", Integer.class));
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/greetings/blocking", "/greetings/later" })
	void continuesTheTraceOfTheClient(String path, CapturedOutput output) {
		start(Stream.empty());
		assertContinues(path, output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/greetings/blocking", "/greetings/later" })
	@EnabledForJreRange(min = JRE.JAVA_21)
	void continuesTheTraceOnVirtualThreads(String path, CapturedOutput output) {
		start(Stream.empty(), "spring.threads.virtual.enabled=true");
		assertContinues(path, output);
	}

	private void assertContinues(String path, CapturedOutput output) {
		assertThat(greet(path)).isEqualTo("Hello, this is trace " + TRACE);
		SpanData span = awaitSpan();
		assertThat(span.getTraceId()).isEqualTo(TRACE);
		assertThat(span.getParentSpanId()).isEqualTo(PARENT);
		assertThat(span.getName()).isEqualTo("fastcgi get " + path);
		assertThat(tag(span, "uri")).isEqualTo(path);
		assertThat(tag(span, "status")).isEqualTo("200");
		assertThat(output.getAll().lines().filter((line) -> line.endsWith(": Greeting"))).singleElement()
			.asString()
			.contains("[%s-%s]".formatted(TRACE, span.getSpanId()));
	}

	@Test
	void beginsATraceWhereTheClientHasNone() {
		start(Stream.empty());
		String first = this.client.get("/greetings/blocking").send().bodyAsString();
		String second = this.client.get("/greetings/blocking").send().bodyAsString();
		assertThat(first).matches("Hello, this is trace [0-9a-f]{32}").isNotEqualTo(second);
	}

	@Test
	void leadsFromATimerToATrace() {
		start(Stream.empty());
		greet("/greetings/blocking");
		awaitSpan();
		String metrics = this.context.getBean(PrometheusMeterRegistry.class).scrape("application/openmetrics-text");
		assertThat(metrics.lines().filter((line) -> line.startsWith("fastcgi_server_requests_seconds_bucket")))
			.anyMatch((line) -> line.contains("trace_id=\"" + TRACE + "\""));
	}

	@Test
	void takesAnotherConvention() {
		start(Stream.of(SiteConvention.class));
		this.client.get("/greetings/blocking").param("SERVER_NAME", "www.example.org").send();
		SpanData span = awaitSpan();
		assertThat(tag(span, "site")).isEqualTo("www");
		assertThat(tag(span, "uri")).isEqualTo("/greetings/blocking");
		assertThat(
				this.context.getBean(MeterRegistry.class).get("guestbook.requests").tag("site", "www").timer().count())
			.isEqualTo(1);
	}

	private static @Nullable String tag(SpanData span, String key) {
		return span.getAttributes().get(AttributeKey.stringKey(key));
	}

	private String greet(String path) {
		return this.client.get(path)
			.header("traceparent", "00-%s-%s-01".formatted(TRACE, PARENT))
			.send()
			.bodyAsString();
	}

	private SpanData awaitSpan() {
		List<SpanData> spans = this.context.getBean(Spans.class).spans;
		await().until(() -> !spans.isEmpty());
		return spans.get(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	static class Spans implements SpanProcessor {

		final List<SpanData> spans = new CopyOnWriteArrayList<>();

		@Override
		public void onStart(Context parent, ReadWriteSpan span) {
		}

		@Override
		public boolean isStartRequired() {
			return false;
		}

		@Override
		public void onEnd(ReadableSpan span) {
			this.spans.add(span.toSpanData());
		}

		@Override
		public boolean isEndRequired() {
			return true;
		}

	}

}
