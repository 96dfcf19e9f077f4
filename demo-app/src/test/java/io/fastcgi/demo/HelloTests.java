package io.fastcgi.demo;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Hello}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class HelloTests {

	private final FastCgiTestClient client;

	HelloTests(@Value("${local.fastcgi.server.port}") int port) {
		this.client = FastCgiTestClient.toPort(port);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1st", "2, 2nd", "3, 3rd", "4, 4th", "10, 10th", "11, 11th", "12, 12th", "13, 13th", "21, 21st",
			"101, 101st", "111, 111th", "1012, 1012th", "1000000, 1000000th" })
	void ordinalsAreThoseOfEnglish(long number, String ordinal) {
		assertThat(Hello.ordinal(number)).isEqualTo(ordinal);
	}

	@Test
	void countsGreetings() {
		Hello hello = new Hello();
		assertThat(hello.hello()).isEqualTo("Hello for the 1st time.");
		assertThat(hello.hello("Ada")).isEqualTo("Hello Ada for the 2nd time.");
		assertThat(hello.hello()).isEqualTo("Hello for the 3rd time.");
	}

	@Test
	void greetsOverFastCgi() {
		TestResponse response = this.client.get("/hello").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.bodyAsString()).matches("Hello for the \\d+(st|nd|rd|th) time\\.");
	}

	@Test
	void greetsOverScgi() {
		TestResponse response = this.client.scgi().get("/hello").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.bodyAsString()).startsWith("Hello for the ");
	}

	@Test
	void greetsByName() {
		TestResponse response = this.client.get("/hello/w%C3%B6rld").send();
		assertThat(response.bodyAsString()).startsWith("Hello wörld for the ");
	}

}
