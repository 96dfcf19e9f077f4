package io.fastcgi.spring.actuate;

import java.nio.file.Path;
import java.util.List;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.dispatch.HandlerDispatcher;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FastCgiEndpoint}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiEndpointTests {

	private static final String SECRET = "0123456789abcdef";

	@TempDir
	private Path directory;

	@Test
	void describesListenersLimitsTimeoutsAndRoutes() {
		String socket = this.directory.resolve("app.sock").toString();
		try (TestApplication application = TestApplication.with(
				List.of("fastcgi.server.shared-secret.value=" + SECRET, "fastcgi.server.limits.body-size=1MB",
						"fastcgi.server.timeouts.idle=90s", "fastcgi.server.timeouts.tunnel=7m",
						"fastcgi.server.listeners[0].unix.path=" + socket, "fastcgi.server.listeners[0].protocol=scgi"),
				Handlers.class)) {
			FastCgiDescriptor descriptor = endpoint(application).fastCgi();
			assertThat(descriptor.running()).isTrue();
			assertThat(descriptor.listeners()).containsExactly(
					new FastCgiDescriptor.ListenerDescriptor("127.0.0.1", application.server().port(), null,
							List.of("fastcgi", "scgi"), false, true, false, true),
					new FastCgiDescriptor.ListenerDescriptor(null, null, socket, List.of("scgi"), false, false, false,
							true));
			assertThat(descriptor.limits())
				.isEqualTo(new FastCgiDescriptor.LimitsDescriptor(8192, 4096, 256, 131072, 1000, 1048576));
			assertThat(descriptor.timeouts()).isEqualTo(new FastCgiDescriptor.TimeoutsDescriptor("PT10S", "PT10S",
					"PT1M", "PT5M", "PT1M", "PT1M30S", "PT7M"));
			String type = Handlers.class.getName();
			assertThat(descriptor.routes()).containsSequence(
					new FastCgiDescriptor.RouteDescriptor("responder", "/a/{name}", List.of("DELETE", "GET"), List.of(),
							List.of("text/plain"), type + ".get(String)"),
					new FastCgiDescriptor.RouteDescriptor("responder", "/a/{name}", List.of("POST"),
							List.of("text/plain"), List.of(), type + ".post(String)"));
			assertThat(descriptor.routes()).last()
				.isEqualTo(new FastCgiDescriptor.RouteDescriptor("authorizer", "/private/**", List.of(), List.of(),
						List.of(), type + ".authorize()"));
		}
	}

	@Test
	void addressesAreThoseOfTheConfigurations() {
		try (TestApplication application = TestApplication.with(List.of("fastcgi.server.address=::1"))) {
			FastCgiEndpoint endpoint = endpoint(application);
			assertThat(endpoint.fastCgi().listeners()).singleElement()
				.satisfies((listener) -> assertThat(listener.address()).isEqualTo("::1"));
			assertThat(endpoint.configuration("lighttpd")).contains("\"host\" => \"::1\"");
		}
	}

	@Test
	void isJsonWithoutSurprisesAndWithoutSecrets() {
		try (TestApplication application = TestApplication.with(List.of("fastcgi.server.shared-secret.value=" + SECRET),
				Handlers.class)) {
			JsonMapper mapper = new JsonMapper();
			FastCgiDescriptor descriptor = endpoint(application).fastCgi();
			String json = mapper.writeValueAsString(descriptor);
			assertThat(json).doesNotContain(SECRET).contains("\"idle\":\"PT2M\"");
			assertThat(mapper.readValue(json, FastCgiDescriptor.class)).isEqualTo(descriptor);
		}
	}

	@Test
	void writesConfigurationsForWhatIsThere() {
		try (TestApplication application = TestApplication.with(List.of(), Handlers.class)) {
			FastCgiEndpoint endpoint = endpoint(application);
			assertThat(endpoint.fastCgi().frontEnds()).isNotEmpty()
				.allSatisfy((name) -> assertThat(endpoint.configuration(name)).contains("# ", " my-shop")
					.contains(String.valueOf(application.server().port())));
			assertThat(endpoint.configuration("lighttpd")).contains("\"/private\" => (");
			assertThat(endpoint.configuration("unknown")).isNull();
		}
	}

	@Test
	void knowsOfNoPlacesWhileTheServerDoesNotRun() {
		FastCgiServerLifecycle lifecycle = new FastCgiServerLifecycle(FastCgiServer.builder(), (event) -> {
		});
		FastCgiEndpoint endpoint = new FastCgiEndpoint(lifecycle, null, null);
		FastCgiDescriptor descriptor = endpoint.fastCgi();
		assertThat(descriptor.running()).isFalse();
		assertThat(descriptor.listeners()).isEmpty();
		assertThat(descriptor.limits()).isNull();
		assertThat(descriptor.routes()).isEmpty();
		assertThat(endpoint.configuration("nginx")).startsWith("# The FastCGI server does not run");
		assertThat(endpoint.configuration("unknown")).isNull();
	}

	private static FastCgiEndpoint endpoint(TestApplication application) {
		return new FastCgiEndpoint(application.bean(FastCgiServerLifecycle.class),
				application.bean(HandlerDispatcher.class), "my shop");
	}

	static class Handlers {

		@FastCgiHandler(path = "/private/**", role = Role.AUTHORIZER)
		boolean authorize() {
			return true;
		}

		@FastCgiHandler(path = "/a/{name}", method = RequestMethod.POST, consumes = "text/plain")
		String post(@PathVariable String name) {
			return name;
		}

		@FastCgiHandler(path = "/a/{name}", method = { RequestMethod.GET, RequestMethod.DELETE },
				produces = "text/plain")
		String get(@PathVariable String name) {
			return name;
		}

	}

}
