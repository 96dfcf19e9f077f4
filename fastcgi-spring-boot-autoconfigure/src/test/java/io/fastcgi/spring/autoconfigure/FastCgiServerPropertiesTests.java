package io.fastcgi.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.NameValuePair;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
		assertThat(limits.spooledInput()).isEqualTo(DataSize.ofBytes(engine.maxSpooledInput()));
		assertThat(limits.bodySize()).isEqualTo(DataSize.ofBytes(engine.maxBodySize()));
	}

	@Test
	void hasTheTimeoutsOfTheEngineByDefault() {
		FastCgiServerProperties.Timeouts timeouts = bind(Map.of()).timeouts();
		assertThat(new Timeouts(timeouts.firstRequest(), timeouts.params(), timeouts.input(), timeouts.handler(),
				timeouts.output(), timeouts.idle(), timeouts.tunnel()))
			.isEqualTo(Timeouts.defaults());
	}

	@Test
	void handsEveryLimitAndTimeoutOnToTheEngine() {
		String[] limits = { "connections=1", "requests-per-connection=2", "requests=3", "params-size=4B",
				"params-count=5", "input-window=6B", "spooled-input=7B", "body-size=8B", "buffered-params=9B",
				"buffered-input=10B" };
		String[] timeouts = { "first-request=1s", "params=2s", "input=3s", "handler=4s", "output=5s", "idle=6s",
				"tunnel=7s" };
		Map<String, String> properties = new TreeMap<>();
		for (String limit : limits) {
			properties.put("fastcgi.server.limits." + limit.split("=")[0], limit.split("=")[1]);
		}
		for (String timeout : timeouts) {
			properties.put("fastcgi.server.timeouts." + timeout.split("=")[0], timeout.split("=")[1]);
		}
		ServerBuilders builders = new ServerBuilders(bind(properties), new AccessFactory(null, new TlsFactory(null)));
		assertThat(builders.limits()).isEqualTo(Limits.builder()
			.maxConnections(1)
			.maxRequestsPerConnection(2)
			.maxRequests(3)
			.maxParamsSize(4)
			.maxParams(5)
			.inputWindow(6)
			.maxSpooledInput(7)
			.maxBodySize(8)
			.maxBufferedParams(9)
			.maxBufferedInput(10)
			.build());
		assertThat(builders.timeouts())
			.isEqualTo(new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3),
					Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(6), Duration.ofSeconds(7)));
	}

	@Test
	void listensOnPort9000OfTheLoopbackInterfaceByDefault() {
		FastCgiServerProperties properties = bind(Map.of());
		assertThat(properties.port()).isNull();
		assertThat(properties.address()).isNull();
		try (TestApplication application = TestApplication.of()) {
			assertThat(application.server().listeners().get(0).address().toString()).contains("127.0.0.1");
		}
	}

	@ParameterizedTest
	@CsvSource({ "port,-2,port", "port,65536,port", "backlog,0,backlog", "io-threads,0,io-threads",
			"max-gathered-body,3GB,max-gathered-body", "max-gathered-body,-1,max-gathered-body",
			"executor.threads,0,threads", "executor.queue-capacity,-1,queue-capacity",
			"limits.connections,0,connections", "limits.requests,-1,requests",
			"limits.requests-per-connection,0,requests-per-connection", "limits.params-size,0,params-size",
			"limits.params-count,0,params-count", "limits.input-window,9GB,input-window",
			"limits.body-size,0,body-size", "limits.spooled-input,-1,spooled-input",
			"timeouts.first-request,0s,first-request", "timeouts.params,0s,params", "timeouts.input,-1s,input",
			"timeouts.handler,0s,handler", "timeouts.output,0s,output", "timeouts.idle,0s,idle",
			"timeouts.tunnel,0s,tunnel", "multipart.max-file-size,0B,max-file-size",
			"multipart.max-request-size,-1B,max-request-size", "multipart.max-parts,0,max-parts",
			"multipart.file-size-threshold,-1B,file-size-threshold", "path-sources,'',path-sources",
			"drain-delay,-1s,drain-delay" })
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
		Map<String, String> defaults = new TreeMap<>();
		for (JsonNode property : metadata().get("properties")) {
			assertThat(property.get("description").asString()).as(property.toString()).endsWith(".").isNotBlank();
			defaults.put(property.get("name").asString(),
					(property.has("defaultValue")) ? property.get("defaultValue").toString().replace("\"", "") : "");
		}
		assertThat(defaults).containsEntry("fastcgi.server.enabled", "true")
			.containsEntry("fastcgi.server.port", "")
			.containsEntry("fastcgi.server.unix.permissions", "rw-rw----")
			.containsEntry("fastcgi.server.inherited", "auto")
			.containsEntry("fastcgi.server.listeners", "")
			.containsEntry("fastcgi.server.address", "")
			.containsEntry("fastcgi.server.protocol", "auto")
			.containsEntry("fastcgi.server.transport", "auto")
			.containsEntry("fastcgi.server.backlog", "1024")
			.containsEntry("fastcgi.server.params-charset", "UTF-8")
			.containsEntry("fastcgi.server.path-sources", "request-uri,script-name,document-uri")
			.containsEntry("fastcgi.server.max-gathered-body", "2MB")
			.containsEntry("fastcgi.server.report-errors", "none")
			.containsEntry("fastcgi.server.send-file.method", "none")
			.containsEntry("fastcgi.server.send-file.prefix", "/")
			.containsEntry("fastcgi.server.executor.threads", "")
			.containsEntry("fastcgi.server.executor.queue-capacity", "1000")
			.containsEntry("fastcgi.server.limits.connections", "8192")
			.containsEntry("fastcgi.server.timeouts.idle", "2m")
			.containsEntry("fastcgi.server.timeouts.tunnel", "5m")
			.containsEntry("fastcgi.server.shared-secret.param", "FCGI_SHARED_SECRET")
			.containsEntry("fastcgi.server.ssl.client-auth", "none")
			.containsEntry("fastcgi.server.ssl.handshake-timeout", "10s")
			.containsEntry("fastcgi.server.drain-delay", "0s")
			.containsEntry("fastcgi.server.trust-remote-user", "false")
			.containsEntry("fastcgi.server.multipart.enabled", "true")
			.containsEntry("fastcgi.server.multipart.max-file-size", "1MB")
			.containsEntry("fastcgi.server.multipart.max-request-size", "10MB")
			.containsEntry("fastcgi.server.multipart.max-parts", "100")
			.containsEntry("fastcgi.server.multipart.file-size-threshold", "0B")
			.containsEntry("fastcgi.server.multipart.location", "")
			.containsEntry("management.health.fastcgi.enabled", "true")
			.containsEntry("management.endpoint.fastcgi.access", "unrestricted")
			.containsEntry("management.endpoint.fastcgi.cache.time-to-live", "0ms");
		assertThat(defaults).hasSize(61);
	}

	@Test
	void offersTheValuesOfASwitchThatIsAlsoAutomatic() throws IOException {
		assertThat(metadata().get("hints").findValuesAsString("value")).contains("auto", "true", "false");
	}

	private static JsonNode metadata() throws IOException {
		try (InputStream in = new ClassPathResource("META-INF/spring-configuration-metadata.json").getInputStream()) {
			return JsonMapper.shared().readTree(in);
		}
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
		with((application) -> assertThat(secondStatus(application)).isEqualTo(503), "limits.requests=1");
		with((application) -> assertThat(secondStatus(application)).isEqualTo(503), "limits.requests-per-connection=2",
				"limits.requests=1");
	}

	private static int secondStatus(TestApplication application) {
		try (FastCgiTestConnection connection = application.client().connect()) {
			beginWaiting(application, connection);
			connection.send(2, application.client().get("/x"));
			return connection.readResponse(2).status();
		}
	}

	private static void beginWaiting(TestApplication application, FastCgiTestConnection connection) {
		connection.begin(1, 1, 1).params(1, application.client().post("/body").param("CONTENT_LENGTH", "5").params());
	}

	/**
	 * FCGI-42: one request at a time means no multiplexing.
	 */
	@Test
	void turnsMultiplexingOff() {
		with((application) -> {
			try (FastCgiTestConnection connection = application.client().connect()) {
				assertThat(connection.getValues("FCGI_MPXS_CONNS")).containsEntry("FCGI_MPXS_CONNS", "0");
				beginWaiting(application, connection);
				connection.begin(2, 1, 1);
				assertThat(connection.readResponse(2).protocolStatus()).isEqualTo(TestResponse.CANT_MPX_CONN);
			}
		}, "limits.requests-per-connection=1");
	}

	@Test
	void limitsBodies() {
		with((application) -> {
			FastCgiTestClient client = application.client();
			assertThat(client.post("/body").body("x".repeat(1025)).send().status()).isEqualTo(413);
			assertThat(client.post("/body").body("x".repeat(1024)).send().status()).isEqualTo(200);
		}, "limits.body-size=1KB");
	}

	@ParameterizedTest
	@ValueSource(strings = { "timeouts.first-request", "timeouts.idle" })
	void closesIdleConnections(String property) {
		with((application) -> {
			try (FastCgiTestConnection connection = application.client().connect()) {
				if (property.endsWith("idle")) {
					assertThat(connection.getValues("FCGI_MPXS_CONNS")).isNotEmpty();
				}
				assertThat(connection.isClosedByPeer()).isTrue();
			}
		}, property + "=50ms");
	}

	@Test
	void waitsNoLongerForABody() {
		with((application) -> {
			try (FastCgiTestConnection connection = application.client().connect()) {
				beginWaiting(application, connection);
				assertThat(connection.readResponse(1).status()).isEqualTo(408);
			}
		}, "timeouts.input=50ms");
	}

	@Test
	void waitsNoLongerForAHandler() {
		with((application) -> assertThat(application.client().get("/never").send().status()).isEqualTo(503),
				"timeouts.handler=50ms");
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

		@FastCgiHandler("/never")
		CompletionStage<String> never() {
			return new CompletableFuture<>();
		}

		@FastCgiHandler("/body")
		String body(@RequestBody String body) {
			return body;
		}

	}

}
