package io.fastcgi.spring.handler;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.spring.TestApplication;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for handlers that answer with status 101.
 *
 * @author FastCGI Spring Boot maintainers
 */
class UpgradeTests {

	private static final String PARAMS = "CONTENT_LENGTH\0000\0SCGI\0001\0REQUEST_METHOD\0GET\0REQUEST_URI\0/echo\0"
			+ "SERVER_PROTOCOL\0HTTP/1.1\0HTTP_CONNECTION\0Upgrade\0HTTP_UPGRADE\0echo\0";

	private static TestApplication application;

	@BeforeAll
	static void start() {
		application = TestApplication.with(List.of(), Echo.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	static List<FastCgiTestClient> clients() {
		return application.clients().toList();
	}

	@Test
	void streamingBodyAndInputStreamAreBothEndsOfATunnel() throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), application.server().port())) {
			socket.setSoTimeout(10_000);
			write(socket, PARAMS.length() + ":" + PARAMS + ",");
			assertThat(read(socket, 78))
				.isEqualTo("Status: 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n>hello ");
			write(socket, "ping");
			assertThat(read(socket, 4)).isEqualTo("ping");
			socket.shutdownOutput();
			assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("bye");
		}
		assertThat(Echo.finished.poll(10, TimeUnit.SECONDS)).isTrue();
	}

	private static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static String read(Socket socket, int length) throws IOException {
		return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
	}

	@ParameterizedTest
	@MethodSource("clients")
	void requestThatAsksForNothingElseIsAnError(FastCgiTestClient client) {
		TestResponse response = client.get("/echo").send();
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.bodyAsString()).doesNotContain("hello");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void handlerMayLookFirst(FastCgiTestClient client) {
		TestResponse response = client.get("/look").send();
		assertThat(response.status()).isEqualTo(426);
		assertThat(response.header("Upgrade")).isEqualTo("echo");
	}

	static class Echo {

		static final BlockingQueue<Boolean> finished = new LinkedBlockingQueue<>();

		@FastCgiHandler("/echo")
		ResponseEntity<StreamingBody> echo(InputStream in) {
			return ResponseEntity.status(HttpStatus.SWITCHING_PROTOCOLS)
				.header("Connection", "Upgrade")
				.header("Upgrade", "echo")
				.body((out) -> {
					out.write(">hello ".getBytes(StandardCharsets.US_ASCII));
					in.transferTo(out);
					out.write("bye".getBytes(StandardCharsets.US_ASCII));
					finished.add(true);
				});
		}

		@FastCgiHandler("/look")
		ResponseEntity<String> look(Exchange exchange) {
			return (exchange.isUpgradeRequested()) ? ResponseEntity.noContent().build()
					: ResponseEntity.status(HttpStatus.UPGRADE_REQUIRED)
						.header("Upgrade", "echo")
						.body("Ask for echo.");
		}

	}

}
