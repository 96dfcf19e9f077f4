package io.fastcgi.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what reaches the server.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RequestTests {

	@TempDir
	private Path directory;

	private Server server;

	@BeforeEach
	void start() {
		this.server = Server.start(Server::echo);
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "fcgi://", "scgi://" })
	void asksForThePathAsAFrontEndWould(String scheme) {
		assertThat(Cli.run(scheme + this.server.at("/w%C3%B6rld?x=1")).lines()).contains("REQUEST_METHOD=GET",
				"REQUEST_URI=/w%C3%B6rld?x=1", "DOCUMENT_URI=/w\u00f6rld", "QUERY_STRING=x=1", "role=RESPONDER",
				"body=");
	}

	@Test
	void sendsHeaderFields() {
		assertThat(request("-H", "Accept: text/a", "-H", "accept:text/b", "-H", "X-Empty;", "-H", "Host:", "-A", "me",
				"-b", "a=1", "-b", "b=2", "-u", "user:pass:word"))
			.contains("HTTP_ACCEPT=text/a, text/b", "HTTP_X_EMPTY=", "HTTP_USER_AGENT=me", "HTTP_COOKIE=a=1; b=2",
					"HTTP_AUTHORIZATION=Basic dXNlcjpwYXNzOndvcmQ=")
			.noneMatch((line) -> line.startsWith("HTTP_HOST"));
	}

	@Test
	void prefersHeaderFieldsToTheOptionsForThem() {
		assertThat(request("-H", "Authorization: Bearer x", "-u", "a:b", "-H", "User-Agent:", "-A", "me"))
			.contains("HTTP_AUTHORIZATION=Bearer x")
			.noneMatch((line) -> line.startsWith("HTTP_USER_AGENT"));
	}

	@Test
	void setsAndRemovesParams() {
		assertThat(request("-p", "REMOTE_ADDR=192.0.2.1", "-p", "HTTPS=on", "-p", "SERVER_NAME", "-p", "SERVER_PORT=",
				"-p", "X=a=b"))
			.contains("REMOTE_ADDR=192.0.2.1", "HTTPS=on", "SERVER_PORT=", "X=a=b")
			.noneMatch((line) -> line.startsWith("SERVER_NAME"));
	}

	@Test
	void sendsNothingButWhatItWasTold() {
		assertThat(request("--no-default-params", "-p", "REQUEST_METHOD=GET", "-H", "A: b"))
			.containsExactlyInAnyOrder("REQUEST_METHOD=GET", "HTTP_A=b", "role=RESPONDER", "body=", "data=");
	}

	@Test
	void postsAForm() throws IOException {
		Path file = Files.writeString(this.directory.resolve("form"), "b=2\r\n&c=\0003\n");
		assertThat(Cli.withInput("d=4\n", this.server.at("/"), "-d", "a=1", "-d", "@" + file, "-d", "@-").lines())
			.contains("REQUEST_METHOD=POST", "CONTENT_TYPE=application/x-www-form-urlencoded", "CONTENT_LENGTH=15",
					"body=a=1&b=2&c=3&d=4");
	}

	@Test
	void postsFilesAsTheyAre() throws IOException {
		Path file = Files.writeString(this.directory.resolve("form"), "b\r\n");
		assertThat(Cli.run(this.server.at("/"), "--data-binary", "@" + file, "-H", "Content-Type: text/x").text())
			.contains("CONTENT_TYPE=text/x\n", "CONTENT_LENGTH=3\n", "body=b\r\n\n");
	}

	@Test
	void usesTheMethodThatItWasTold() {
		assertThat(request("-X", "DELETE", "-d", "x")).contains("REQUEST_METHOD=DELETE", "body=x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "fcgi://", "scgi://" })
	void uploadsAFile(String scheme) throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "a\r\nb");
		assertThat(Cli.run(scheme + this.server.at("/"), "-T", file.toString()).text()).contains("REQUEST_METHOD=PUT\n",
				"CONTENT_TYPE=\n", "CONTENT_LENGTH=4\n", "body=a\r\nb\n");
	}

	@Test
	void uploadsStandardInputOfUnknownLength() {
		assertThat(Cli.withInput("some text", this.server.at("/"), "-T", "-").lines()).contains("REQUEST_METHOD=PUT",
				"CONTENT_LENGTH=", "body=some text");
	}

	@Test
	void sendsDataToAFilter() throws IOException {
		Path file = Files.writeString(this.directory.resolve("data"), "to be filtered");
		Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1234567890)));
		assertThat(request("--role", "filter", "--filter-data", "@" + file, "-d", "x=1")).contains("role=FILTER",
				"FCGI_DATA_LENGTH=14", "FCGI_DATA_LAST_MOD=1234567890", "body=x=1", "data=to be filtered");
		assertThat(request("--role", "FILTER")).contains("role=FILTER", "FCGI_DATA_LENGTH=0", "data=");
	}

	@Test
	void asksAnAuthorizer() {
		assertThat(request("--role", "authorizer")).contains("role=AUTHORIZER");
		assertThat(request("--role", "2")).contains("role=AUTHORIZER");
	}

	private List<String> request(String... args) {
		Cli run = Cli.run(Stream.concat(Stream.of(this.server.at("/")), Stream.of(args)).toArray(String[]::new));
		assertThat(run.err()).isEmpty();
		assertThat(run.exitCode()).isZero();
		return run.lines();
	}

}
