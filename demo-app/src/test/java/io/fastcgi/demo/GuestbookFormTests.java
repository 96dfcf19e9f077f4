package io.fastcgi.demo;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GuestbookForm}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class GuestbookFormTests {

	private final FastCgiTestClient client;

	GuestbookFormTests(@Value("${local.fastcgi.server.port}") int port) {
		this.client = FastCgiTestClient.toPort(port);
	}

	@Test
	void signsTheGuestbookAndLeadsBackToThePage() {
		TestResponse response = post("name=Gr%C3%A4tel&message=No+script%2C+no+worries");
		assertThat(response.status()).isEqualTo(303);
		assertThat(response.header("Location")).isEqualTo("/");
		assertThat(this.client.get("/api/notes").send().bodyAsString()).contains("Grätel", "No script, no worries");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "name=Ada", "name=&message=hello", "name=Ada&message=+" })
	void refusesAnIncompleteForm(String form) {
		assertThat(post(form).status()).isEqualTo(400);
	}

	@Test
	void refusesALongName() {
		TestResponse response = post("message=hello&name=" + "x".repeat(41));
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.bodyAsString()).contains("\"field\":\"name\"", "size must be between 0 and 40");
	}

	private TestResponse post(String form) {
		return this.client.post("/").contentType("application/x-www-form-urlencoded").body(form).send();
	}

}
