package guide.handlers;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Notes}.
 */
class NotesTests {

	@Test
	void createsAndListsNotes() {
		try (TestApplication application = TestApplication.of(Notes.class)) {
			FastCgiTestClient client = application.client();
			assertThat(create(client, "{\"id\":7,\"text\":\"Hello\"}").status()).isEqualTo(201);
			assertThat(create(client, "{\"id\":8,\"text\":\"\"}").status()).isEqualTo(400);
			assertThat(client.get("/notes/7").send().bodyAsString()).isEqualTo("{\"id\":7,\"text\":\"Hello\"}");
			assertThat(client.get("/notes/8").send().status()).isEqualTo(404);
			assertThat(client.get("/notes").send().bodyAsString()).isEqualTo("[{\"id\":7,\"text\":\"Hello\"}]");
		}
	}

	private static TestResponse create(FastCgiTestClient client, String json) {
		return client.post("/notes").header("Content-Type", "application/json").body(json).send();
	}

}
