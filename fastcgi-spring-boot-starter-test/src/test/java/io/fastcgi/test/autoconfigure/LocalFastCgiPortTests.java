package io.fastcgi.test.autoconfigure;

import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PathVariable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalFastCgiPort}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@SpringBootTest(properties = "fastcgi.server.port=0", webEnvironment = SpringBootTest.WebEnvironment.NONE)
class LocalFastCgiPortTests {

	@LocalFastCgiPort
	private int field;

	@Test
	void injectsThePortThatTheServerListensOn(@LocalFastCgiPort int port) {
		assertThat(port).isPositive().isEqualTo(this.field);
		FastCgiTestClient client = FastCgiTestClient.toPort(port);
		assertThat(client.get("/greetings/you").send().bodyAsString()).isEqualTo("Hello you");
		assertThat(client.scgi().get("/greetings/you").send().bodyAsString()).isEqualTo("Hello you");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@FastCgiHandler("/greetings/{name}")
		String greet(@PathVariable String name) {
			return "Hello " + name;
		}

	}

}
