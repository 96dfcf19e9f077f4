package guide.testing;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import io.fastcgi.test.autoconfigure.LocalFastCgiPort;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

// tag::port[]
@SpringBootTest(properties = "fastcgi.server.port=0", webEnvironment = SpringBootTest.WebEnvironment.NONE)
class PortTests {

	@Test
	void greets(@LocalFastCgiPort int port) {
		FastCgiTestClient client = FastCgiTestClient.toPort(port);
		TestResponse response = client.get("/greetings/you").send();
		assertThat(response).hasStatusOk().bodyText().contains("Hello you");
	}

	@Test
	void greetsOverScgi(@LocalFastCgiPort int port) {
		FastCgiTestClient client = FastCgiTestClient.toPort(port).scgi();
		assertThat(client.get("/greetings/you").send()).hasStatusOk();
	}

}
// end::port[]
