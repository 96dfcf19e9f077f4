package io.fastcgi.demo;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedFiles}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class SharedFilesTests {

	private final FastCgiTestClient client;

	SharedFilesTests(@Value("${local.fastcgi.server.port}") int port) {
		this.client = FastCgiTestClient.toPort(port);
	}

	@Test
	void sendsAFile() {
		TestResponse response = this.client.get("/files/whoami.html").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).isEqualTo("text/html");
		assertThat(response.bodyAsString()).contains("Who am I?");
	}

	@ParameterizedTest
	@CsvSource({ "/files/none, 404", "/files/..%2Fschema.sql, 400", "/files/%2Fetc%2Fpasswd, 404" })
	void sendsNothingElse(String path, int status) {
		assertThat(this.client.get(path).send().status()).isEqualTo(status);
	}

}
