package guide.testing;

import java.nio.charset.StandardCharsets;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import io.fastcgi.test.autoconfigure.FastCgiTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@FastCgiTest
@Import(Greetings.class)
class RequestTests {

	@Autowired
	private FastCgiTestClient client;

	@Test
	void json() {
		// tag::json[]
		TestResponse response = this.client.post("/greetings").json("{\"text\": \"Hello\"}").send();
		// end::json[]
		assertThat(response).hasStatusOk();
	}

	@Test
	void form() {
		// tag::form[]
		TestResponse response = this.client.post("/greetings/form")
			.form("name", "you")
			.cookie("session", "42")
			.basicAuth("user", "secret")
			.send();
		assertThat(response).hasBodyText("you, 42, Basic");
		// end::form[]
	}

	@Test
	void file() {
		// tag::file[]
		byte[] picture = { 1, 2, 3 };
		TestRequest upload = this.client.post("/pictures")
			.form("title", "Sunset")
			.file("picture", "sunset.png", "image/png", picture);
		// end::file[]
		assertThat(upload.params()).anyMatch((param) -> param.valueAsString().startsWith("multipart/form-data"));
	}

	@Test
	void params() {
		// tag::params[]
		TestRequest request = this.client.get("/greetings/you")
			.query("lang", "en")
			.header("User-Agent", "test")
			.param("REMOTE_ADDR", "192.0.2.1")
			.withoutParam("DOCUMENT_ROOT");
		// end::params[]
		assertThat(request.params()).anyMatch((param) -> param.nameAsString().equals("HTTP_USER_AGENT"));
		assertThat(request.send()).hasStatusOk();
	}

	@Test
	void defaults() {
		// tag::defaults[]
		FastCgiTestClient https = this.client.withParam("HTTPS", "on")
			.withHeader("Accept-Language", "en")
			.withDefaults((request) -> request.basicAuth("user", "secret"));
		assertThat(https.get("/greetings/you").send()).hasStatusOk();
		// end::defaults[]
	}

	@Test
	void roles() {
		// tag::authorizer[]
		assertThat(this.client.authorize("/private/room").send()).deniesAccess();
		assertThat(this.client.authorize("/private/room").header("Authorization", "Bearer sesame").send())
			.grantsAccess()
			.hasVariable("USER", "guest");
		// end::authorizer[]
		// tag::filter[]
		byte[] data = "data".getBytes(StandardCharsets.UTF_8);
		assertThat(this.client.filter("/upper", data).send()).hasBodyText("DATA");
		// end::filter[]
	}

	@Test
	void stream() {
		// tag::stream[]
		String first = this.client.get("/events").sendAndStream((response) -> {
			assertThat(response.header("Content-Type")).isEqualTo("text/event-stream");
			return new String(response.body().readNBytes(9), StandardCharsets.UTF_8);
		});
		assertThat(first).isEqualTo("data: 0\n\n");
		// end::stream[]
	}

	@Test
	void pieces() {
		// tag::pieces[]
		FastCgiTestClient nasty = this.client.chunked(1);
		assertThat(nasty.get("/greetings/you").send()).hasStatusOk();
		// end::pieces[]
	}

}
