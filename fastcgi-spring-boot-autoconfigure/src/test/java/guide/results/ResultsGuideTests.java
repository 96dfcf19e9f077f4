package guide.results;

import io.fastcgi.spring.TestApplication;
import io.fastcgi.test.FastCgiTestClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the code in the chapter on results.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ResultsGuideTests {

	@Test
	void doesWhatItSays() {
		try (TestApplication application = TestApplication.of(Results.class, Live.class, Clock.class, Tables.class,
				TableAdapter.class)) {
			FastCgiTestClient client = application.client();
			assertThat(client.get("/items/1").send().bodyAsString()).contains("spade");
			assertThat(client.get("/items/9").send().status()).isEqualTo(404);
			assertThat(client.get("/items/1/tagged").header("If-None-Match", "\"v3\"").send().status()).isEqualTo(304);
			assertThat(client.get("/items").send().bodyAsString()).startsWith("[{");
			assertThat(client.get("/export").send().bodyAsString()).isEqualTo("1;spade\n");
			assertThat(client.post("/items?name=rake").send().header("Location")).isEqualTo("/items/2");
			assertThat(client.method("DELETE", "/items/1").send().status()).isEqualTo(204);
			assertThat(client.get("/films/none").send().status()).isEqualTo(404);
			assertThat(client.get("/clock/answer").send().bodyAsString()).isEqualTo("42");
			assertThat(client.get("/table").send().bodyAsString()).isEqualTo("a;b\nc;d");
		}
	}

	@Test
	void sendsMessagesToThoseWhoListen() {
		try (TestApplication application = TestApplication.of(Live.class)) {
			FastCgiTestClient client = application.client();
			String event = client.get("/chat").sendAndStream((response) -> {
				assertThat(response.status()).isEqualTo(200);
				client.post("/chat").contentType("application/json").body("{\"from\":\"a\",\"text\":\"hi\"}").send();
				return new String(response.body().readNBytes(46));
			});
			assertThat(event).isEqualTo(":\n\nevent:message\ndata:{\"from\":\"a\",\"text\":\"hi\"}");
		}
	}

}
