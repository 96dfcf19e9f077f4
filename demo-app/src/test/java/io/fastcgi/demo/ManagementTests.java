package io.fastcgi.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the management port.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class ManagementTests {

	private final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	ManagementTests(@Value("${local.management.port}") int port) {
		this.port = port;
	}

	@Test
	void servesActuator() throws Exception {
		assertThat(get("/actuator/health").body()).contains("\"status\":\"UP\"");
		assertThat(get("/actuator/metrics").body()).contains("jvm.memory.used");
	}

	@Test
	void doesNotServeTheGuestbook() throws Exception {
		assertThat(get("/api/notes").statusCode()).isEqualTo(404);
	}

	@Test
	void isTheOnlyPortOfTheWebServer(@Value("${local.server.port}") int serverPort) {
		assertThat(serverPort).isEqualTo(-1);
	}

	private HttpResponse<String> get(String path) throws Exception {
		URI uri = URI.create("http://127.0.0.1:" + this.port + path);
		return this.http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
	}

}
