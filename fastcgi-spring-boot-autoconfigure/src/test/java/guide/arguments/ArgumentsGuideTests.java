package guide.arguments;

import java.util.List;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.test.FastCgiTestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the code in the chapter on arguments.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ArgumentsGuideTests {

	@Test
	void doesWhatItSays() {
		try (TestApplication application = TestApplication.with(List.of("fastcgi.server.trust-remote-user=true"),
				Values.class, Bodies.class, Forms.class, Uploads.class, Constraints.class, Reactive.class,
				Surroundings.class, OwnArguments.class, OwnArguments.TenantConfiguration.class)) {
			FastCgiTestClient client = application.client();
			assertThat(client.get("/orders/7?state=new,paid").param("REMOTE_ADDR", "192.0.2.1").send().bodyAsString())
				.isEqualTo("7 1 Optional[[new, paid]] null Optional.empty light 192.0.2.1");
			assertThat(client.get("/debug?a=1").param("SERVER_SOFTWARE", "x").send().bodyAsString())
				.isEqualTo("{a=1} x");
			assertThat(client.post("/shout").body("hey").send().bodyAsString()).startsWith("HEY");
			assertThat(client.post("/guests?name=Ann&mail=a@b.org&address.city=Ulm").send().bodyAsString())
				.isEqualTo("Welcome, Ann");
			assertThat(client.get("/items?page=0").send().status()).isEqualTo(400);
			assertThat(client.post("/size").body("abc").send().bodyAsString()).isEqualTo("3");
			assertThat(client.get("/reports/new")
				.header("Host", "example.org")
				.param("SERVER_PORT", "80")
				.send()
				.header("Location")).isEqualTo("http://example.org/reports/4711");
			assertThat(client.get("/whoami").send().bodyAsString()).isEqualTo("a stranger");
			assertThat(client.get("/invoices").param("TENANT", "blue").send().bodyAsString())
				.isEqualTo("Invoices of blue");
		}
	}

}
