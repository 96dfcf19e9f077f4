package io.fastcgi.spring.observation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what is measured in an application with everything that Boot configures.
 *
 * @author FastCGI Spring Boot maintainers
 */
@ExtendWith(OutputCaptureExtension.class)
class ObservedApplicationTests {

	private ConfigurableApplicationContext context;

	private FastCgiTestClient client;

	private MeterRegistry meters;

	@BeforeEach
	void start() {
		this.context = new SpringApplicationBuilder(Application.class, Notes.class).web(WebApplicationType.NONE)
			.run("--fastcgi.server.port=0");
		this.client = FastCgiTestClient
			.toPort(this.context.getEnvironment().getRequiredProperty("local.fastcgi.server.port", Integer.class));
		this.meters = this.context.getBean(MeterRegistry.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void timesRequestsByPattern() {
		for (int i = 0; i < 20; i++) {
			this.client.get("/notes/" + i).send();
		}
		this.client.scgi().get("/notes/x").send();
		awaitTotal(21);
		assertThat(timer("protocol", "fastcgi").count()).isEqualTo(20);
		assertThat(tags(timer("protocol", "fastcgi")))
			.isEqualTo(Map.of("method", "GET", "uri", "/notes/{id}", "status", "200", "outcome", "SUCCESS", "role",
					"responder", "protocol", "fastcgi", "exception", "none", "error", "none"));
		assertThat(timer("protocol", "scgi").count()).isEqualTo(1);
	}

	/**
	 * SEC-16.
	 */
	@Test
	void hasABoundedNumberOfSeriesWhateverIsAskedFor() {
		for (int i = 0; i < 20; i++) {
			this.client.get("/unknown/\"><script>" + i).send();
			this.client.method("METHOD" + i, "/notes/" + i).send();
			this.client.get("/%zz" + i).send();
		}
		awaitTotal(60);
		assertThat(timers()).hasSize(3);
		assertThat(timers()).noneMatch((timer) -> tags(timer).values().toString().contains("script"));
		assertThat(timer("status", "404").count()).isEqualTo(20);
		assertThat(tags(timer("status", "404"))).containsEntry("uri", "NOT_FOUND")
			.containsEntry("outcome", "CLIENT_ERROR");
		assertThat(tags(timer("status", "405"))).containsEntry("method", "UNKNOWN").containsEntry("uri", "UNKNOWN");
		assertThat(tags(timer("status", "400"))).containsEntry("uri", "UNKNOWN");
	}

	@Test
	void namesTheExceptionOfAHandler() {
		this.client.method("DELETE", "/notes/1").send();
		awaitTotal(1);
		assertThat(tags(timer("status", "500"))).containsEntry("exception", "IllegalStateException")
			.containsEntry("outcome", "SERVER_ERROR")
			.containsEntry("uri", "/notes/{id}");
	}

	@Test
	void countsAborts() {
		try (FastCgiTestConnection connection = this.client.connect()) {
			connection.send(1, this.client.method("PUT", "/notes/1")).abort(1).readResponse(1);
			awaitTotal(1);
			assertThat(timers()).singleElement()
				.satisfies((timer) -> assertThat(tags(timer)).containsEntry("outcome", "ABORTED")
					.containsEntry("status", "UNKNOWN")
					.containsEntry("uri", "/notes/{id}"));
			assertThat(count("aborts", "reason", "abort-request")).isEqualTo(1);
			assertThat(count("aborts", "reason", "connection-closed")).isZero();
			connection.send(2, this.client.method("PUT", "/notes/1"));
			await().until(() -> gauge("requests.in.flight") == 1);
		}
		await().until(() -> count("aborts", "reason", "connection-closed") == 1);
		assertThat(gauge("requests.in.flight")).isZero();
	}

	@Test
	void countsRefusalsAndProtocolErrors() {
		this.client.get("/notes/1").role(TestRequest.AUTHORIZER).withoutStdin().send();
		await().until(() -> count("refusals", "reason", "role-not-served") == 1);
		try (FastCgiTestConnection connection = this.client.connect()) {
			connection.writeBytes("GET / HTTP/1.1\r\n\r\n".getBytes());
			assertThat(connection.isClosedByPeer()).isTrue();
		}
		await().until(() -> count("protocol.errors") == 1);
		assertThat(timers()).isEmpty();
	}

	@Test
	void countsConnectionsAndBytes() {
		try (FastCgiTestConnection connection = this.client.connect()) {
			connection.send(1, this.client.get("/notes/1")).readResponse(1);
			await().until(() -> gauge("connections.active") == 1);
			assertThat(count("connections")).isEqualTo(1);
			assertThat(count("connections.refused", "reason", "not-allowed")).isZero();
			await().until(() -> count("data.sent") > 50);
			assertThat(count("data.received")).isGreaterThan(100);
		}
		await().until(() -> gauge("connections.active") == 0);
	}

	@Test
	void hasTheMetersOfNetty() {
		Set<String> names = this.meters.getMeters()
			.stream()
			.map((meter) -> meter.getId().getName())
			.collect(Collectors.toSet());
		assertThat(names).contains("netty.eventexecutor.tasks.pending", "netty.allocator.memory.used");
	}

	@Test
	void isAPartOfTheHealthOfTheApplication() {
		HealthEndpoint endpoint = this.context.getBean(HealthEndpoint.class);
		assertThat(endpoint.healthForPath("fastcgi").getStatus()).isEqualTo(Status.UP);
		assertThat(endpoint.health().getStatus()).isEqualTo(Status.UP);
	}

	private void awaitTotal(long count) {
		await().until(() -> timers().stream().mapToLong(Timer::count).sum() == count);
	}

	private Collection<Timer> timers() {
		return this.meters.find("fastcgi.server.requests").timers();
	}

	private Timer timer(String tag, String value) {
		return this.meters.get("fastcgi.server.requests").tag(tag, value).timer();
	}

	private static Map<String, String> tags(Meter meter) {
		return meter.getId().getTags().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue));
	}

	private double count(String name, String... tags) {
		return this.meters.get("fastcgi.server." + name).tags(tags).functionCounter().count();
	}

	private double gauge(String name) {
		return this.meters.get("fastcgi.server." + name).gauge().value();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@FastCgiHandler("/notes/{id}")
	static class Notes {

		@FastCgiHandler(method = RequestMethod.GET)
		List<String> get(@PathVariable String id) {
			return List.of(id);
		}

		@FastCgiHandler(method = RequestMethod.DELETE)
		void delete() {
			throw new IllegalStateException("No");
		}

		@FastCgiHandler(method = RequestMethod.PUT)
		CompletionStage<String> never() {
			return new CompletableFuture<>();
		}

	}

}
