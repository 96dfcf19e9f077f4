package io.fastcgi.demo.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.Haproxy;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo behind HAProxy.
 *
 * @author FastCGI Spring Boot maintainers
 */
class HaproxyIT extends FrontEndContract {

	private FrontEndProcess haproxy;

	HaproxyIT(DemoProcess demo) {
		super(demo);
	}

	@BeforeAll
	void startHaproxy() throws IOException {
		this.haproxy = Haproxy.start(Recipe.read("haproxy/guestbook.cfg"), this.demo.port());
	}

	@AfterAll
	void stopHaproxy() throws IOException {
		if (this.haproxy != null) {
			this.haproxy.close();
		}
	}

	@Override
	URI uri() {
		return this.haproxy.uri();
	}

	/**
	 * HAProxy needs to know the length, and says so to the client while the rest of the
	 * body is on its way, which it answers with a reset. An HTTP client may not get to
	 * see the response then. What a socket has received can be read after the reset, too.
	 */
	@Test
	@Override
	void anUploadOfUnknownLengthArrives() throws Exception {
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), uri().getPort())) {
			client.setSoTimeout(60_000);
			beginChunkedUpload(client.getOutputStream(), 10_000_001);
			BufferedReader response = new BufferedReader(
					new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
			assertThat(response.readLine()).startsWith("HTTP/1.1 400 ");
		}
	}

	private static void beginChunkedUpload(OutputStream upload, int length) throws IOException {
		upload.write("PUT /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n".formatted(length)
			.getBytes(StandardCharsets.US_ASCII));
		try {
			new Bytes(length).transferTo(upload);
		}
		catch (SocketException ex) {
			// HAProxy has closed, for which it has to have a reason
		}
	}

	/**
	 * {@code option keep-conn}.
	 */
	@Test
	void connectionsAreUsedAgain() throws Exception {
		HttpTester http = http();
		double before = this.demo.actuator().meter("fastcgi.server.connections");
		for (int i = 0; i < 50; i++) {
			assertThat(http.get("/hello/" + i).statusCode()).isEqualTo(200);
		}
		assertThat(this.demo.actuator().meter("fastcgi.server.connections") - before).isLessThanOrEqualTo(1);
	}

}
