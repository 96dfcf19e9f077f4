package guide.errors;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the code in the chapter on errors.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ErrorsGuideTests {

	@Test
	void doesWhatItSays() {
		try (TestApplication application = TestApplication.of(Accounts.class, Advice.class, Future.class)) {
			FastCgiTestClient client = application.client();
			assertThat(client.get("/accounts/1/debit/5").send().bodyAsString()).isEqualTo("done");
			assertThat(client.get("/accounts/1/debit/500").send().status()).isEqualTo(409);
			assertThat(client.get("/accounts/old/debit/5").send().bodyAsString()).contains("The offer has ended");
			TestResponse response = client.get("/future").send();
			assertThat(response.status()).isEqualTo(501);
			assertThat(response.stderrAsString()).startsWith("Somebody wants what we do not have: GET /future");
		}
	}

}
