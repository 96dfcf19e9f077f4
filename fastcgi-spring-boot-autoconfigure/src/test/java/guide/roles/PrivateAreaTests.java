package guide.roles;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the code in the chapter on roles.
 */
class PrivateAreaTests {

	@Test
	void letsTheGuestIn() {
		try (TestApplication application = TestApplication.of(PrivateArea.class)) {
			FastCgiTestClient client = application.client();
			TestResponse granted = client.get("/private/x")
				.role(TestRequest.AUTHORIZER)
				.header("Authorization", "Basic Z3Vlc3Q6c2VjcmV0")
				.send();
			assertThat(granted.status()).isEqualTo(200);
			assertThat(granted.header("Variable-DEMO_USER")).isEqualTo("guest");
			TestResponse denied = client.get("/private/x").role(TestRequest.AUTHORIZER).send();
			assertThat(denied.status()).isEqualTo(401);
			assertThat(denied.header("WWW-Authenticate")).isEqualTo("Basic realm=\"private\"");
		}
	}

	@Test
	void numbersLines() {
		try (TestApplication application = TestApplication.of(Numbering.class)) {
			TestResponse response = application.client()
				.get("/a/b.txt")
				.role(TestRequest.FILTER)
				.data("one\ntwo".getBytes())
				.send();
			assertThat(response.bodyAsString()).isEqualTo("1: one\n2: two\n");
			assertThat(response.header("Content-Type")).startsWith("text/plain");
		}
	}

}
