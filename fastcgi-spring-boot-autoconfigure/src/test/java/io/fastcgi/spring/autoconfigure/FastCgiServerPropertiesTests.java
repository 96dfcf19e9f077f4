package io.fastcgi.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.fastcgi.engine.connection.Limits;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.NameValuePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RequestBody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FastCgiServerProperties} and {@link ServerBuilders}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiServerPropertiesTests {

	@Test
	void hasTheLimitsOfTheEngineByDefault() {
		FastCgiServerProperties.Limits limits = bind(Map.of()).limits();
		Limits engine = Limits.defaults();
		assertThat(limits.connections()).isEqualTo(engine.maxConnections());
		assertThat(limits.requests()).isEqualTo(engine.maxRequests());
		assertThat(limits.requestsPerConnection()).isEqualTo(engine.maxRequestsPerConnection());
		assertThat(limits.paramsSize()).isEqualTo(DataSize.ofBytes(engine.maxParamsSize()));
		assertThat(limits.paramsCount()).isEqualTo(engine.maxParams());
		assertThat(limits.inputWindow()).isEqualTo(DataSize.ofBytes(engine.inputWindow()));
		assertThat(limits.idleTimeout()).isEqualTo(engine.idleTimeout());
	}

	@Test
	void listensOnPort9000OfTheLoopbackInterfaceByDefault() {
		FastCgiServerProperties properties = bind(Map.of());
		assertThat(properties.port()).isEqualTo(9000);
		assertThat(properties.address()).isNull();
		try (TestApplication application = TestApplication.of()) {
			assertThat(application.server().listeners().get(0).address().toString()).contains("127.0.0.1");
		}
	}

	@ParameterizedTest
	@CsvSource({ "port,-1,port", "port,65536,port", "backlog,0,backlog", "io-threads,0,io-threads",
			"max-gathered-body,3GB,max-gathered-body", "max-gathered-body,-1,max-gathered-body",
			"executor.threads,0,threads", "executor.queue-capacity,-1,queue-capacity",
			"limits.connections,0,connections", "limits.requests,-1,requests",
			"limits.requests-per-connection,0,requests-per-connection", "limits.params-size,0,params-size",
			"limits.params-count,0,params-count", "limits.input-window,9GB,input-window",
			"limits.idle-timeout,0s,idle-timeout", "path-sources,'',path-sources" })
	void refusesValuesThatMakeNoSense(String name, String value, String mentioned) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("fastcgi.server." + name, value)))
			.havingRootCause()
			.withMessageContaining("'" + mentioned + "' must");
	}

	private static FastCgiServerProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("fastcgi.server",
				FastCgiServerProperties.class);
	}

	@Test
	void describesEveryProperty() throws IOException {
		JsonNode metadata;
		try (InputStream in = new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream()) {
			metadata = JsonMapper.shared().readTree(in);
		}
		Map<String, String> defaults = new TreeMap<>();
		for (JsonNode property : metadata.get("properties")) {
			assertThat(property.get("description").asString()).as(property.toString()).endsWith(".").isNotBlank();
			defaults.put(property.get("name").asString(),
					(property.has("defaultValue")) ? property.get("defaultValue").toString().replace("\"", "") : "");
		}
		assertThat(defaults).containsEntry("fastcgi.server.enabled", "true")
			.containsEntry("fastcgi.server.port", "9000")
			.containsEntry("fastcgi.server.address", "")
			.containsEntry("fastcgi.server.protocol", "auto")
			.containsEntry("fastcgi.server.transport", "auto")
			.containsEntry("fastcgi.server.backlog", "1024")
			.containsEntry("fastcgi.server.params-charset", "UTF-8")
			.containsEntry("fastcgi.server.path-sources", "request-uri,script-name,document-uri")
			.containsEntry("fastcgi.server.max-gathered-body", "2MB")
			.containsEntry("fastcgi.server.executor.threads", "200")
			.containsEntry("fastcgi.server.executor.queue-capacity", "1000")
			.containsEntry("fastcgi.server.limits.connections", "8192")
			.containsEntry("fastcgi.server.limits.idle-timeout", "120s")
			.containsEntry("management.health.fastcgi.enabled", "true");
		assertThat(defaults).hasSize(22);
	}

	@Test
	void takesThePathFromWhereItIsTold() {
		with((application) -> assertThat(
				application.client().get("/uri").param("SCRIPT_NAME", "/script").send().bodyAsString())
			.isEqualTo("/script"), "path-sources=script-name");
	}

	@Test
	void decodesParamsInTheirCharset() {
		with((application) -> {
			NameValuePair user = new NameValuePair("REMOTE_USER".getBytes(), new byte[] { (byte) 0xFC });
			assertThat(application.client().get("/user").addParam(user).send().bodyAsString()).isEqualTo("ü");
		}, "params-charset=ISO-8859-1");
	}

	@Test
	void limitsParams() {
		with((application) -> {
			FastCgiTestClient client = application.client();
			assertThat(client.get("/x").header("X-A", "a".repeat(4000)).send().status()).isEqualTo(431);
			assertThat(client.get("/x").header("X-A", "a").send().status()).isEqualTo(200);
		}, "limits.params-size=4KB");
		with((application) -> assertThat(application.client().get("/x").send().status()).isEqualTo(431),
				"limits.params-count=3");
	}

	@Test
	void limitsConnections() {
		with((application) -> {
			try (FastCgiTestConnection first = application.client().connect()) {
				assertThat(first.getValues("FCGI_MAX_CONNS", "FCGI_MAX_REQS"))
					.isEqualTo(Map.of("FCGI_MAX_CONNS", "1", "FCGI_MAX_REQS", "7"));
				try (FastCgiTestConnection second = application.client().connect()) {
					assertThat(second.isClosedByPeer()).isTrue();
				}
			}
		}, "limits.connections=1", "limits.requests-per-connection=7");
	}

	@Test
	void limitsRequests() {
		for (String limit : List.of("limits.requests=1", "limits.requests-per-connection=1")) {
			with((application) -> {
				try (FastCgiTestConnection connection = application.client().connect()) {
					connection.begin(1, 1, 1)
						.params(1, application.client().post("/body").param("CONTENT_LENGTH", "5").params());
					connection.send(2, application.client().get("/x"));
					assertThat(connection.readResponse(2).status()).isEqualTo(503);
				}
			}, limit);
		}
	}

	@Test
	void closesIdleConnections() {
		with((application) -> {
			try (FastCgiTestConnection connection = application.client().connect()) {
				assertThat(connection.isClosedByPeer(Duration.ofSeconds(10))).isTrue();
			}
		}, "limits.idle-timeout=50ms");
	}

	private static void with(Consumer<TestApplication> test, String... properties) {
		List<String> all = List.of(properties).stream().map((property) -> "fastcgi.server." + property).toList();
		try (TestApplication application = TestApplication.with(all, Handlers.class)) {
			test.accept(application);
		}
	}

	@FastCgiHandler
	static class Handlers {

		@FastCgiHandler
		String path(FastCgiRequest request) {
			return request.path();
		}

		@FastCgiHandler("/user")
		String user(@CgiParam("REMOTE_USER") String user) {
			return user;
		}

		@FastCgiHandler("/body")
		String body(@RequestBody String body) {
			return body;
		}

	}

}
