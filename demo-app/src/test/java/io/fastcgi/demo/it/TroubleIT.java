package io.fastcgi.demo.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Programs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that vanish, and peers that do not speak FastCGI. The demo goes on, and makes
 * few words about it.
 *
 * @author FastCGI Spring Boot maintainers
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(DemoExtension.class)
class TroubleIT {

	private static final int TIMEOUT = 60_000;

	private final DemoProcess demo;

	private FrontEndProcess nginx;

	private int logged;

	TroubleIT(DemoProcess demo) {
		this.demo = demo;
	}

	@BeforeAll
	void startNginx() throws IOException {
		this.nginx = Nginx.start("guestbook-fastcgi.conf", this.demo.port());
	}

	@AfterAll
	void stopNginx() throws IOException {
		if (this.nginx != null) {
			this.nginx.close();
		}
	}

	@BeforeEach
	void readLog() {
		this.logged = this.demo.log().size();
	}

	@Test
	void aClientThatVanishesDuringItsUploadIsForgotten() throws Exception {
		try (Socket client = connect(this.nginx.uri().getPort())) {
			client.getOutputStream()
				.write(bytes("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf"));
			this.demo.actuator().awaitMeter("fastcgi.server.requests.in.flight", (requests) -> requests == 1);
			reset(client);
		}
		assertForgotten();
	}

	@Test
	void aClientThatVanishesDuringItsDownloadIsForgotten() throws Exception {
		try (Socket client = connect(this.nginx.uri().getPort())) {
			client.getOutputStream().write(bytes("GET /download?bytes=100000000 HTTP/1.1\r\nHost: a\r\n\r\n"));
			assertThat(client.getInputStream().readNBytes(100_000)).hasSize(100_000);
			reset(client);
		}
		assertForgotten();
	}

	// A close that tells TCP to throw away what was not read
	private static void reset(Socket client) throws SocketException {
		client.setSoLinger(true, 0);
	}

	private void assertForgotten() throws Exception {
		this.demo.actuator().awaitMeter("fastcgi.server.requests.in.flight", (requests) -> requests == 0);
		assertFewWords();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
			"\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000", "SSH-2.0-OpenSSH_9.2\r\n" })
	void whoeverSpeaksSomethingElseIsShownTheDoor(String greeting) throws Exception {
		int port = greet(greeting);
		this.demo.process().await("from /127.0.0.1:" + port + "\\b");
		assertFewWords();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\u0001\u0001\u0000", "\u0001\u0063garbage-", "12:CONTENT_LENG" })
	void whoeverBreaksOffIsForgotten(String greeting) throws Exception {
		greet(greeting);
		assertFewWords();
	}

	private int greet(String greeting) throws IOException {
		try (Socket peer = connect(this.demo.port())) {
			peer.getOutputStream().write(greeting.getBytes(StandardCharsets.ISO_8859_1));
			peer.shutdownOutput();
			readToTheEnd(peer);
			return peer.getLocalPort();
		}
	}

	private static void readToTheEnd(Socket peer) throws IOException {
		try (InputStream input = peer.getInputStream()) {
			input.transferTo(OutputStream.nullOutputStream());
		}
		catch (SocketException ex) {
			// Reset, which is an end as well
		}
	}

	private void assertFewWords() throws Exception {
		assertThat(new HttpTester(this.nginx.uri()).get("/hello").statusCode()).isEqualTo(200);
		List<String> log = this.demo.log();
		assertThat(log.subList(this.logged, log.size())).hasSizeLessThanOrEqualTo(1);
	}

	@Test
	void cgiFcgiIsServed() {
		Path program = Programs.find("cgi-fcgi", "libfcgi-bin");
		try (ChildProcess client = ChildProcess.start(Path.of("."),
				List.of("env", "-i", "REQUEST_METHOD=GET", "REQUEST_URI=/hello/cgi-fcgi", program.toString(), "-bind",
						"-connect", "127.0.0.1:" + this.demo.port()))) {
			assertThat(client.awaitExit()).isZero();
			assertThat(client.output()).startsWith("Status: 200 OK").last().asString().startsWith("Hello cgi-fcgi for");
		}
	}

	@Test
	void healthTellsOfTheListener() throws Exception {
		assertThat(this.demo.actuator().health()).contains("\"status\":\"UP\"",
				"\"address\":\"/127.0.0.1:" + this.demo.port() + "\"", "\"accepting\":true");
	}

	private static Socket connect(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(TIMEOUT);
		return socket;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
