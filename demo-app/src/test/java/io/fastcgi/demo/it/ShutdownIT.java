package io.fastcgi.demo.it;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.Nginx;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo when it is told to stop.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ShutdownIT {

	/**
	 * FCGI-5.
	 */
	@Test
	void aRequestInProgressIsFinishedBeforeTheDemoEnds() throws Exception {
		try (DemoProcess demo = DemoProcess.start();
				FrontEndProcess nginx = Nginx.start("guestbook-fastcgi.conf", demo.port());
				Socket client = new Socket(InetAddress.getLoopbackAddress(), nginx.uri().getPort())) {
			OutputStream upload = client.getOutputStream();
			upload
				.write(bytes("POST /upload HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n"));
			upload.write(new Bytes(400).readAllBytes());
			demo.actuator().awaitMeter("fastcgi.server.requests.in.flight", (requests) -> requests == 1);
			demo.process().terminate();
			demo.process().await("Draining FastCGI. Waiting for 1 requests to complete");
			upload.write(new byte[600]);
			String response = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			assertThat(response).startsWith("HTTP/1.1 200 OK").contains("{\"bytes\":1000,");
			assertThat(demo.process().awaitExit()).isZero();
			demo.assertNoTroubleLoggedSince(0);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
