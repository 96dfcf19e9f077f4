package io.fastcgi.demo.front;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

import io.fastcgi.demo.DemoTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.json.JsonContent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedFront} in front of the demo.
 *
 * @author FastCGI Spring Boot maintainers
 */
@DemoTest
class EmbeddedFrontTests {

	private static final int MANY = 20_000_000;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final EmbeddedFront front;

	@Autowired
	EmbeddedFrontTests(EmbeddedFront front) {
		this.front = front;
	}

	@Test
	void servesPage() throws Exception {
		HttpResponse<String> response = send(request("/"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("Guestbook");
	}

	@Test
	void answersHeadWithoutBody() throws Exception {
		HttpResponse<String> response = send(request("/").method("HEAD", BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/html"));
		assertThat(response.body()).isEmpty();
	}

	@Test
	void passesJsonAndLocation() throws Exception {
		HttpResponse<String> created = send(request("/api/notes").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"name\": \"Ada\", \"message\": \"Hello, wörld\"}")));
		assertThat(created.statusCode()).isEqualTo(201);
		String location = created.headers().firstValue("Location").orElseThrow();
		assertThat(send(request(location)).body()).isEqualTo(created.body()).contains("Hello, wörld");
		assertThat(send(request(location).DELETE()).statusCode()).isEqualTo(204);
	}

	@Test
	void passesProblems() throws Exception {
		HttpResponse<String> response = send(request("/api/notes/0"));
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
	}

	@Test
	void passesEscapedPaths() throws Exception {
		assertThat(send(request("/hello/w%C3%B6rld")).body()).startsWith("Hello wörld for the ");
		assertThat(send(request("/hello/a%20b%2Fc%25d")).body()).startsWith("Hello a b/c%d for the ");
	}

	@Test
	void passesTargetAsItCame() throws Exception {
		String target = "/api/whoami?a=b+c%26&d=%7C&e";
		HttpResponse<String> response = send(request(target));
		assertThat(new JsonContent(response.body())).extractingPath("$.frontEnd.REQUEST_URI").isEqualTo(target);
	}

	@Test
	void passesCredentialsAsHeader() throws Exception {
		HttpResponse<String> response = send(request("/api/whoami").header("Authorization", "Bearer secret"));
		JsonContent answer = new JsonContent(response.body());
		assertThat(answer).extractingPath("$.frontEnd").asMap().doesNotContainKey("AUTH_TYPE");
		assertThat(answer).extractingPath("$.client.Authorization").asArray().containsExactly("Bearer secret");
	}

	@Test
	void streamsUpload() throws Exception {
		byte[] body = new byte[MANY];
		new Random(42).nextBytes(body);
		String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
		String receipt = "{\"bytes\":" + MANY + ",\"sha256\":\"" + sha256 + "\"}";
		HttpRequest.Builder upload = request("/upload").POST(BodyPublishers.ofByteArray(body));
		assertThat(send(upload).body()).isEqualTo(receipt);
		assertThat(send(upload.expectContinue(true)).body()).isEqualTo(receipt);
	}

	@Test
	void streamsDownload() throws Exception {
		HttpRequest request = request("/download?bytes=" + MANY).build();
		try (InputStream body = this.http.send(request, BodyHandlers.ofInputStream()).body()) {
			assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(MANY);
		}
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String target) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.front.getPort() + target));
	}

}
