package guide.interceptors;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the code in the chapter on interceptors.
 *
 * @author FastCGI Spring Boot maintainers
 */
class InterceptorsGuideTests {

	@Test
	void doesWhatItSays() {
		try (TestApplication application = TestApplication.of(Pages.class, TenantInterceptor.class)) {
			FastCgiTestClient client = application.client();
			assertThat(client.get("/imprint").send().bodyAsString()).isEqualTo("imprint");
			assertThat(client.get("/orders").send().status()).isEqualTo(401);
			TestResponse response = client.get("/orders").header("X-Tenant", "acme").send();
			assertThat(response.bodyAsString()).isEqualTo("orders of acme");
			assertThat(response.header("X-Served-For")).isEqualTo("acme");
		}
	}

}
