package io.fastcgi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.BlockingExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the packaged program, which runs as a process of its own in little memory.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Timeout(180)
class FastCgiJarIT {

	private static final Path JAR = Path.of("target", "fastcgi.jar").toAbsolutePath();

	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	private static final byte[] PIECE = new byte[1 << 20];

	private static final int PIECES = 200;

	private final CountDownLatch seen = new CountDownLatch(1);

	@TempDir
	private Path directory;

	@Test
	void postsAFileOverScgi() throws Exception {
		Path file = Files.writeString(this.directory.resolve("file"), "a=1");
		try (Server server = Server.start(Server::echo)) {
			Process process = start("-v", "--scgi", server.at("/hello?x=1"), "-d", "@" + file);
			assertThat(text(process.getInputStream())).contains("REQUEST_URI=/hello?x=1\n", "SCGI=1\n", "body=a=1\n");
			assertThat(text(this.directory.resolve("err"))).contains("> REQUEST_METHOD: POST",
					"< Content-Type: text/plain");
			assertThat(process.waitFor()).isZero();
		}
	}

	@Test
	void readsStandardInput() throws Exception {
		try (Server server = Server.start(Server::echo)) {
			Process process = start(server.at("/"), "-T", "-");
			process.outputWriter(StandardCharsets.UTF_8).append("some text").close();
			assertThat(text(process.getInputStream())).contains("body=some text\n");
			assertThat(process.waitFor()).isZero();
		}
	}

	@Test
	void showsAnEventAtOnce() throws Exception {
		try (Server server = Server.start(this::twoEvents)) {
			Process process = start(server.at("/events"));
			assertThat(process.getInputStream().readNBytes(13)).asString().isEqualTo("data: first\n\n");
			this.seen.countDown();
			assertThat(text(process.getInputStream())).isEqualTo("data: second\n\n");
			assertThat(process.waitFor()).isZero();
		}
	}

	private void twoEvents(BlockingExchange exchange) throws Exception {
		Server.print(exchange, "Content-Type: text/event-stream\r\n\r\ndata: first\n\n");
		exchange.stdout().flush();
		if (this.seen.await(60, TimeUnit.SECONDS)) {
			Server.print(exchange, "data: second\n\n");
		}
	}

	@Test
	void sendsAndShowsMoreThanFitsItsMemory() throws Exception {
		try (Server server = Server.start(FastCgiJarIT::discardAndTalk)) {
			Path file = this.directory.resolve("large");
			for (String scheme : List.of("fcgi://", "scgi://")) {
				Process process = start("-o", file.toString(), scheme + server.at("/"));
				assertThat(process.waitFor()).as(text(this.directory.resolve("err"))).isZero();
				assertThat(file).hasSize((long) PIECE.length * PIECES);
				Process upload = start("-T", file.toString(), "-I", scheme + server.at("/"));
				assertThat(text(upload.getInputStream())).contains("X-Received: " + (long) PIECE.length * PIECES);
				assertThat(upload.waitFor()).isZero();
			}
		}
	}

	private static void discardAndTalk(BlockingExchange exchange) throws IOException {
		long received = exchange.stdin().transferTo(OutputStream.nullOutputStream());
		Server.print(exchange, "X-Received: " + received + "\r\n\r\n");
		for (int i = 0; i < PIECES && received == 0; i++) {
			exchange.stdout().write(PIECE);
		}
	}

	@Test
	void endsWithACode() throws Exception {
		assertThat(start("--no-such-option").waitFor()).isEqualTo(2);
		try (Server server = Server.start((exchange) -> Server.print(exchange, "Status: 500\r\n\r\n"))) {
			assertThat(start("-f", server.at("/")).waitFor()).isEqualTo(22);
		}
	}

	@Test
	void knowsItsVersion() throws Exception {
		assertThat(text(start("--version").getInputStream())).matches("fastcgi \\d+\\.\\d+\\..*\\R");
	}

	private Process start(String... args) throws IOException {
		assertThat(JAR).as("the packaged program, which 'mvn package' makes").exists();
		List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-Xmx24m", "-jar", JAR.toString()));
		command.addAll(List.of(args));
		return new ProcessBuilder(command).redirectError(this.directory.resolve("err").toFile()).start();
	}

	private static String text(InputStream in) throws IOException {
		return new String(in.readAllBytes(), StandardCharsets.UTF_8);
	}

	private static String text(Path file) throws IOException {
		return Files.readString(file);
	}

}
