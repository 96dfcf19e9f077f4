package guide.testing;

import java.nio.file.Path;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.autoconfigure.AutoConfigureFastCgiTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

// tag::unix[]
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@AutoConfigureFastCgiTestClient
class UnixSocketTests {

	@TempDir
	static Path directory;

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("fastcgi.server.unix.path", () -> directory.resolve("app.sock"));
	}

	@Test
	void greets(@Autowired FastCgiTestClient client) {
		assertThat(client.get("/greetings/you").send()).hasStatusOk();
	}

	@Test
	void greetsWhoeverKnowsThePath() {
		FastCgiTestClient client = FastCgiTestClient.unix(directory.resolve("app.sock"));
		assertThat(client.get("/greetings/you").send()).hasStatusOk();
	}

}
// end::unix[]
