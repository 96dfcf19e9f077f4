package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo when all its threads are taken and more requests come.
 *
 * @author FastCGI Spring Boot maintainers
 */
class OverloadIT {

	private static final int LENGTH = 1000;

	/**
	 * One upload has the only thread, two wait for it, and the next one is refused. None
	 * of them goes on before this test says so.
	 */
	@Test
	void healthAndMetricsAnswerAndWhoIsTooMuchIsToldSo() throws Exception {
		try (DemoProcess demo = DemoProcess.start("fastcgi.server.executor.threads=1",
				"fastcgi.server.executor.queue-capacity=2");
				FrontEndProcess nginx = Nginx.start("guestbook-fastcgi.conf", demo.port())) {
			List<Socket> uploads = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				uploads.add(beginUpload(nginx.uri()));
			}
			demo.actuator().awaitMeter("fastcgi.server.executor.active", (threads) -> threads == 1);
			demo.actuator().awaitMeter("fastcgi.server.executor.queued", (requests) -> requests == 2);
			HttpTester http = new HttpTester(nginx.uri());
			HttpResponse<String> refused = http.send(http.request("/upload").POST(BodyPublishers.ofString("x")));
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("Retry-After")).isPresent();
			assertThat(refused.body()).isEqualTo("503 Service Unavailable\n");
			assertThat(demo.actuator().health()).contains("\"status\":\"UP\"");
			assertThat(demo.actuator().meter("fastcgi.server.refusals", "reason:overloaded")).isEqualTo(1);
			assertThat(demo.actuator().meter("fastcgi.server.executor.queued")).isEqualTo(2);
			// Nobody knows which of them has the thread
			for (Socket upload : uploads) {
				upload.getOutputStream().write(new byte[LENGTH]);
			}
			for (Socket upload : uploads) {
				assertThat(answer(upload)).startsWith("HTTP/1.1 200 OK").contains("{\"bytes\":%d,".formatted(LENGTH));
			}
			assertThat(http.get("/hello/you").statusCode()).isEqualTo(200);
		}
	}

	private static Socket beginUpload(URI uri) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort());
		socket.getOutputStream()
			.write("POST /upload HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
				.formatted(LENGTH)
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static String answer(Socket upload) throws IOException {
		try (upload) {
			return new String(upload.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

}
