package guide.roles;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrivateArea}.
 */
class PrivateAreaTests {

	@Test
	void letsTheGuestIn() {
		try (TestApplication application = TestApplication.of(PrivateArea.class)) {
			FastCgiTestClient client = application.client();
			TestResponse granted = client.get("/private/x")
				.role(2)
				.header("Authorization", "Basic Z3Vlc3Q6c2VjcmV0")
				.send();
			assertThat(granted.status()).isEqualTo(200);
			assertThat(granted.header("Variable-DEMO_USER")).isEqualTo("guest");
			assertThat(client.get("/private/x").role(2).send().status()).isEqualTo(401);
		}
	}

}
