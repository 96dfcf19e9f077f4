package io.fastcgi.demo;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.json.JsonContent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NotesApi}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class NotesApiTests {

	private final FastCgiTestClient client;

	NotesApiTests(@Value("${local.fastcgi.server.port}") int port) {
		this.client = FastCgiTestClient.toPort(port);
	}

	@Test
	void createsAndGets() {
		TestResponse created = send("POST", "/api/notes", "{\"name\": \"Ada\", \"message\": \"Hello, wörld\"}");
		assertThat(created.status()).isEqualTo(201);
		TestResponse found = this.client.get(created.header("Location")).send();
		assertThat(found.status()).isEqualTo(200);
		assertThat(found.header("Content-Type")).isEqualTo("application/json");
		assertThat(found.bodyAsString()).isEqualTo(created.bodyAsString());
		assertThat(json(found)).extractingPath("$.name").isEqualTo("Ada");
		assertThat(json(found)).extractingPath("$.message").isEqualTo("Hello, wörld");
		assertThat(json(found)).extractingPath("$.written").asString().endsWith("Z");
	}

	@Test
	void listsLatestFirst() {
		create();
		String latest = create().header("Location");
		TestResponse notes = this.client.get("/api/notes").send();
		assertThat(notes.status()).isEqualTo(200);
		assertThat(json(notes)).extractingPath("$[0].id").isEqualTo(Integer.valueOf(latest.replace("/api/notes/", "")));
	}

	@Test
	void updates() {
		String location = create().header("Location");
		TestResponse updated = send("PUT", location, "{\"name\": \"Ada\", \"message\": \"changed\"}");
		assertThat(updated.status()).isEqualTo(200);
		assertThat(json(updated)).extractingPath("$.message").isEqualTo("changed");
		assertThat(this.client.get(location).send().bodyAsString()).isEqualTo(updated.bodyAsString());
	}

	@Test
	void deletes() {
		String location = create().header("Location");
		TestResponse deleted = this.client.method("DELETE", location).send();
		assertThat(deleted.status()).isEqualTo(204);
		assertThat(deleted.body()).isEmpty();
		assertThat(this.client.get(location).send().status()).isEqualTo(404);
	}

	@Test
	void unknownNoteIsNotFound() {
		String form = "{\"name\": \"Ada\", \"message\": \"hello\"}";
		assertProblem(this.client.get("/api/notes/0").send(), 404);
		assertProblem(send("PUT", "/api/notes/0", form), 404);
		assertProblem(this.client.method("DELETE", "/api/notes/0").send(), 404);
	}

	@Test
	void blankNameIsRefused() {
		TestResponse response = send("POST", "/api/notes", "{\"name\": \" \", \"message\": \"hello\"}");
		assertProblem(response, 400);
		assertThat(response.bodyAsString()).contains("name").contains("must not be blank");
	}

	@Test
	void longMessageIsRefused() {
		String message = "x".repeat(501);
		TestResponse response = send("POST", "/api/notes", "{\"name\": \"Ada\", \"message\": \"" + message + "\"}");
		assertProblem(response, 400);
		assertThat(response.bodyAsString()).contains("message").contains("between 0 and 500");
	}

	@Test
	void brokenJsonIsRefused() {
		assertProblem(send("POST", "/api/notes", "{\"name\": "), 400);
	}

	@Test
	void otherMediaTypeIsRefused() {
		TestResponse response = this.client.post("/api/notes").contentType("text/plain").body("hello").send();
		assertProblem(response, 415);
	}

	@Test
	void otherMethodIsRefused() {
		TestResponse response = this.client.method("PATCH", "/api/notes").send();
		assertProblem(response, 405);
		assertThat(response.header("Allow")).contains("GET", "POST");
	}

	private TestResponse create() {
		return send("POST", "/api/notes", "{\"name\": \"Ada\", \"message\": \"hello\"}");
	}

	private TestResponse send(String method, String path, String body) {
		return this.client.method(method, path).contentType("application/json").body(body).send();
	}

	private static void assertProblem(TestResponse response, int status) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(json(response)).extractingPath("$.status").isEqualTo(status);
	}

	private static JsonContent json(TestResponse response) {
		return new JsonContent(response.bodyAsString());
	}

}
