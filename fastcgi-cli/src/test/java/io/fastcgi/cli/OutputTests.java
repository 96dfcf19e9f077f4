package io.fastcgi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.fastcgi.engine.exchange.BlockingExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is shown of a response.
 *
 * @author FastCGI Spring Boot maintainers
 */
class OutputTests {

	private static final String HEAD = "Status: 404 Gone fishing\r\nX-A: b\r\n\r\n";

	@TempDir
	private Path directory;

	private Server server;

	@BeforeEach
	void start() {
		this.server = Server.start(OutputTests::answer);
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private static void answer(BlockingExchange exchange) throws IOException {
		Server.print(exchange, HEAD);
		if (!exchange.params().get("REQUEST_METHOD", "").equals("HEAD")) {
			exchange.stdout().write(everyByte());
		}
		exchange.stderr().write("one\ntwo".getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] everyByte() {
		byte[] bytes = new byte[256];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) i;
		}
		return bytes;
	}

	@ParameterizedTest
	@ValueSource(strings = { "fcgi://", "scgi://" })
	void showsTheBodyAsItIs(String scheme) {
		Cli run = Cli.run(scheme + this.server.at("/"));
		assertThat(run.out()).isEqualTo(everyByte());
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void putsTheHeadBeforeTheBody() {
		assertThat(new String(Cli.run("-i", this.server.at("/")).out(), StandardCharsets.ISO_8859_1))
			.isEqualTo(HEAD + new String(everyByte(), StandardCharsets.ISO_8859_1));
	}

	@Test
	void showsTheHeadOnly() {
		assertThat(Cli.run("-I", this.server.at("/")).text()).isEqualTo(HEAD);
		assertThat(Cli.run("-I", "-X", "GET", this.server.at("/")).text()).isEqualTo(HEAD);
	}

	@Test
	void writesToAFile() {
		Path file = this.directory.resolve("out");
		Cli run = Cli.run("-o", file.toString(), this.server.at("/"));
		assertThat(run.out()).isEmpty();
		assertThat(file).hasBinaryContent(everyByte());
	}

	@ParameterizedTest
	@ValueSource(strings = { "fcgi://", "scgi://" })
	void endsWithACodeForTheStatus(String scheme) {
		Path file = this.directory.resolve("out");
		Cli run = Cli.run("-f", "-i", "-o", file.toString(), scheme + this.server.at("/"));
		assertThat(run.exitCode()).isEqualTo(22);
		assertThat(run.err()).contains("fastcgi: (22) The status of the response is 404");
		assertThat(file).doesNotExist();
	}

	@Test
	void doesNotSayWhatWentWrongWhenItIsToBeSilent() {
		Cli run = Cli.run("-sf", "scgi://" + this.server.at("/"));
		assertThat(run.exitCode()).isEqualTo(22);
		assertThat(run.err()).isEmpty();
	}

	@Test
	void handsOnStderr() {
		assertThat(Cli.run(this.server.at("/")).errLines()).containsExactly("one", "two");
		assertThat(Cli.run("-s", this.server.at("/")).errLines()).containsExactly("one", "two");
		assertThat(Cli.run("-v", this.server.at("/")).errLines()).contains("stderr: one", "stderr: two");
	}

	@Test
	void showsAllThatIsSentAndReceived() {
		assertThat(Cli.run("-v", "-p", "X=a\u001b\nb", this.server.at("/p")).errLines()).contains("> REQUEST_URI: /p",
				"> X: a\\x1B\\x0Ab", ">", "* sent BEGIN_REQUEST id=1 length=8 role=1 flags=0",
				"* sent PARAMS id=1 length=0", "* sent STDIN id=1 length=0", "* received STDERR id=1 length=7",
				"* received STDOUT id=1 length=0", "< Status: 404 Gone fishing", "< X-A: b", "<",
				"* received END_REQUEST id=1 length=8 appStatus=0 protocolStatus=REQUEST_COMPLETE",
				"* The server closed the connection");
	}

	@Test
	void showsParamsAndHeadOfScgi() {
		assertThat(Cli.run("-v", "--scgi", this.server.at("/p")).errLines())
			.contains("> SCGI: 1", "> REQUEST_URI: /p", "< Status: 404 Gone fishing")
			.noneMatch((line) -> line.startsWith("* sent"));
	}

	@Test
	void endsWithACodeWhenTheOutputCannotBeWritten() {
		OutputStream full = new OutputStream() {

			@Override
			public void write(int b) throws IOException {
				throw new IOException("No space left");
			}

		};
		assertThat(Cli.run(InputStream.nullInputStream(), full, OutputStream.nullOutputStream(), this.server.at("/")))
			.isEqualTo(23);
		assertThat(Cli.run("-o", this.directory.toString(), this.server.at("/")).exitCode()).isEqualTo(23);
	}

	@Test
	void createsNoFileWithoutAResponse() {
		Path file = this.directory.resolve("out");
		Cli.run("-o", file.toString(), "--role", "77", this.server.at("/"));
		assertThat(file).doesNotExist();
	}

}
