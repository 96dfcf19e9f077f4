package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.fastcgi.frontend.HttpTester;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client may expect of a file that the demo leaves to the front end.
 *
 * @author FastCGI Spring Boot maintainers
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FrontEndFilesContract {

	static final String NAME = "50%20%25%20f%C3%BCr%20dich.txt";

	private static final String FILE = "/files/" + NAME;

	private final String method;

	private Path root;

	private DemoProcess demo;

	FrontEndFilesContract(String method) {
		this.method = method;
	}

	@BeforeAll
	void startDemo(@TempDir Path directory) throws IOException {
		this.root = Files.createDirectory(directory.resolve("files"));
		Files.writeString(this.root.resolve("50 % für dich.txt"), "0123456789");
		Files.writeString(directory.resolve("secret.txt"), "secret");
		// The workers of an nginx that root starts are somebody else
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.demo = DemoProcess.start("fastcgi.server.send-file.method=" + this.method,
				"fastcgi.server.send-file.root=" + this.root, "fastcgi.server.send-file.prefix=/protected/");
	}

	@AfterAll
	void stopDemo() {
		if (this.demo != null) {
			this.demo.close();
		}
	}

	Path root() {
		return this.root;
	}

	int port() {
		return this.demo.port();
	}

	abstract URI uri();

	HttpTester http() {
		return new HttpTester(uri());
	}

	HttpResponse<String> get(String header, String value) throws Exception {
		return http().send(http().request(FILE).header(header, value));
	}

	private String etag() throws Exception {
		return http().get(FILE).headers().firstValue("ETag").orElseThrow();
	}

	@Test
	void theFrontEndSendsTheFile() throws Exception {
		HttpResponse<String> response = http().get(FILE);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("0123456789");
		assertThat(response.headers().firstValue("Content-Length")).contains("10");
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/plain"));
		assertThat(response.headers().firstValue("Last-Modified")).isPresent();
		assertThat(response.headers().map()).doesNotContainKeys("X-Accel-Redirect", "X-Sendfile");
		HttpResponse<String> head = http().send(http().request(FILE).method("HEAD", BodyPublishers.noBody()));
		assertThat(head.headers().firstValue("Content-Length")).contains("10");
		assertThat(head.body()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "bytes=2-4, 206, 234, bytes 2-4/10", "bytes=-2, 206, 89, bytes 8-9/10" })
	void theFrontEndSendsAPartOfTheFile(String range, int status, String body, String contentRange) throws Exception {
		HttpResponse<String> response = get("Range", range);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).isEqualTo(body);
		assertThat(response.headers().firstValue("Content-Range")).contains(contentRange);
	}

	@Test
	void theFrontEndSendsNoPartOfAFileThatTheClientDoesNotHave() throws Exception {
		for (String condition : new String[] { etag(), "\"other\"" }) {
			HttpResponse<String> response = http()
				.send(http().request(FILE).header("Range", "bytes=2-4").header("If-Range", condition));
			assertThat(response.body()).isEqualTo((condition.equals("\"other\"")) ? "0123456789" : "234");
		}
	}

	@Test
	void theFrontEndKnowsWhatTheClientHas() throws Exception {
		String etag = etag();
		HttpResponse<String> response = get("If-None-Match", etag);
		assertThat(response.statusCode()).isEqualTo(304);
		assertThat(response.headers().firstValue("ETag")).contains(etag);
		assertThat(response.body()).isEmpty();
		assertThat(get("If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "none, 404", "%2Fetc%2Fpasswd, 404", "..%2Fsecret.txt, 400", "%2E%2E%2Fsecret.txt, 400" })
	void nothingElseIsSent(String name, int status) throws Exception {
		HttpResponse<String> response = http().get("/files/" + name);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).doesNotContain("secret", "root:");
	}

}
