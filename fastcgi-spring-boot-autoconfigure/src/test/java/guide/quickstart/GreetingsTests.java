package guide.quickstart;

import io.fastcgi.spring.TestApplication;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Greetings}.
 */
class GreetingsTests {

	@Test
	void greets() {
		try (TestApplication application = TestApplication.of(Greetings.class)) {
			assertThat(application.client()
				.get("/greetings/w%C3%B6rld")
				.param("REMOTE_ADDR", "192.0.2.1")
				.send()
				.bodyAsString()).isEqualTo("Hello wörld from 192.0.2.1");
		}
	}

}
