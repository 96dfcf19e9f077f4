package io.fastcgi.test.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

import io.fastcgi.spring.autoconfigure.FastCgiServerCustomizer;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.autoconfigure.app.ExampleApplication;
import io.fastcgi.test.autoconfigure.app.Parts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AutoConfigureFastCgiTestClient}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class AutoConfigureFastCgiTestClientTests {

	@TempDir
	private static Path directory;

	/**
	 * TCP, on any address.
	 */
	@Nested
	@SpringBootTest(classes = ExampleApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = { "fastcgi.server.port=0", "fastcgi.server.address=0.0.0.0" })
	@AutoConfigureFastCgiTestClient
	class OnTcp {

		@Test
		void talksToThePort(@Autowired FastCgiTestClient client, @LocalFastCgiPort int port) {
			assertThat(port).isPositive();
			assertThat(client.get("/greetings/you").send()).bodyText().contains("Hello you");
		}

	}

	/**
	 * A Unix domain socket, and no port.
	 */
	@Nested
	@SpringBootTest(classes = ExampleApplication.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureFastCgiTestClient
	class OnAUnixDomainSocket {

		@DynamicPropertySource
		static void properties(DynamicPropertyRegistry registry) {
			registry.add("fastcgi.server.unix.path", () -> directory.resolve("s"));
		}

		@Test
		void talksToTheSocket(@Autowired FastCgiTestClient client) {
			assertThat(Files.exists(directory.resolve("s"))).isTrue();
			assertThat(client.get("/greetings/you").send()).bodyText().contains("Hello you");
			assertThat(FastCgiTestClient.unix(directory.resolve("s")).get("/plain").send()).hasBodyText("plain");
		}

	}

	/**
	 * Memory, whatever the properties and the application say.
	 */
	@Nested
	@SpringBootTest(classes = { ExampleApplication.class, MoreListeners.class }, webEnvironment = WebEnvironment.NONE,
			properties = { "fastcgi.server.port=0", "fastcgi.server.allowed-addresses=192.0.2.1" })
	@AutoConfigureFastCgiTestClient(inMemory = true)
	class InMemory {

		@Test
		void theWholeApplicationListensNowhereElse(@Autowired FastCgiTestClient client,
				@Autowired FastCgiServerLifecycle lifecycle, @Autowired ApplicationContext context) {
			assertThat(client.get("/greetings/you").send()).bodyText().contains("Hello you");
			assertThat(lifecycle.server().listeners()).singleElement().extracting("address").hasToString("memory");
			assertThat(context.getBeanNamesForType(Parts.Store.class)).hasSize(1);
		}

	}

	/**
	 * Without the annotation.
	 */
	@Nested
	@SpringBootTest(classes = ExampleApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "fastcgi.server.port=0")
	class WithoutTheAnnotation {

		@Test
		void thereIsNoClient(@Autowired ApplicationContext context) {
			assertThat(context.getBeanNamesForType(FastCgiTestClient.class)).isEmpty();
		}

	}

	/**
	 * Without a server.
	 */
	@Nested
	@SpringBootTest(classes = ExampleApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "fastcgi.server.enabled=false")
	@AutoConfigureFastCgiTestClient
	class WithoutAServer {

		@Test
		void thereIsNoClient(@Autowired ApplicationContext context) {
			assertThat(context.getBeanNamesForType(FastCgiTestClient.class)).isEmpty();
		}

	}

	/**
	 * A client of the application's own.
	 */
	@Nested
	@SpringBootTest(classes = { ExampleApplication.class, OwnClient.class }, webEnvironment = WebEnvironment.NONE,
			properties = "fastcgi.server.port=0")
	@AutoConfigureFastCgiTestClient
	class WithAClient {

		@Test
		void itIsTheOnlyOne(@Autowired FastCgiTestClient client) {
			assertThat(client).isSameAs(OwnClient.CLIENT);
		}

	}

	/**
	 * Listens once more.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class MoreListeners {

		@Bean
		FastCgiServerCustomizer anotherPort() {
			return (builder) -> builder.listen(0);
		}

	}

	/**
	 * Has a client.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class OwnClient {

		static final FastCgiTestClient CLIENT = FastCgiTestClient.toPort(1);

		@Bean
		FastCgiTestClient ownClient() {
			return CLIENT;
		}

	}

}
