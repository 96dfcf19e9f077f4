package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.Haproxy;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Front ends are killed in the middle of requests with and without bodies, and started
 * again, several times. Nothing of their requests may stay behind in the demo.
 *
 * @author FastCGI Spring Boot maintainers
 */
class KilledFrontEndsIT {

	private static final int TIMES = 4;

	private static final int EACH = 3;

	private static final String CONNECTIONS = "fastcgi.server.connections.active";

	private static final String REQUESTS = "fastcgi.server.requests.in.flight";

	private static final String CLOSED = "reason:connection-closed";

	// More than all buffers on the way
	private static final List<String> DOWNLOADS = List.of("GET /download?bytes=32000000 HTTP/1.1\r\nHost: a\r\n\r\n",
			"GET /events HTTP/1.1\r\nHost: a\r\n\r\n");

	private static final String UPLOAD = "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n"
			+ "x".repeat(100_000);

	@Test
	void killedNginxThatKeepsConnectionsLeavesNothingBehind() throws Exception {
		Recipe recipe = Recipe.read("nginx/guestbook-fastcgi.conf");
		killAndStartAgain((port, demo) -> Nginx.startOn(port, recipe, demo.port()));
	}

	@Test
	void killedHaproxyThatSharesConnectionsLeavesNothingBehind() throws Exception {
		Recipe recipe = Recipe.read("haproxy/shared.cfg");
		killAndStartAgain((port, demo) -> Haproxy.startOn(port, recipe, demo.port()));
	}

	private static void killAndStartAgain(Starter starter) throws Exception {
		int port = Ports.free();
		try (DemoProcess demo = DemoProcess.start()) {
			// Who asks for this the first time leaves a descriptor and a thread behind
			demo.collectGarbage();
			killInTheMiddle(port, demo, starter);
			SoakSample first = SoakSample.take(0, demo);
			for (int i = 1; i <= TIMES; i++) {
				killInTheMiddle(port, demo, starter);
				SoakSample.take(i, demo).assertFlatSince(first);
			}
			assertServes(port, demo, starter);
			assertThat(demo.actuator().meter("fastcgi.server.aborts", CLOSED))
				.isEqualTo((TIMES + 1) * (DOWNLOADS.size() + 1) * EACH);
			for (String meter : List.of("refusals", "timeouts", "protocol.errors", "connections.refused")) {
				assertThat(demo.actuator().meter("fastcgi.server." + meter)).as(meter).isZero();
			}
			demo.assertNoTroubleLoggedSince(0);
		}
	}

	private static void killInTheMiddle(int port, DemoProcess demo, Starter starter) throws Exception {
		List<Socket> clients = new ArrayList<>();
		try (FrontEndProcess frontEnd = starter.start(port, demo)) {
			for (int i = 0; i < EACH; i++) {
				for (String request : DOWNLOADS) {
					clients.add(send(port, request));
				}
				clients.add(send(port, UPLOAD));
			}
			demo.actuator().awaitMeter(REQUESTS, (requests) -> requests == clients.size());
			for (Socket client : clients) {
				if (clients.indexOf(client) % (DOWNLOADS.size() + 1) < DOWNLOADS.size()) {
					assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
						.isEqualTo("HTTP/1.1 200");
				}
			}
			assertThat(demo.actuator().meter(CONNECTIONS)).isPositive();
			frontEnd.process().kill();
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
	}

	private static Socket send(int port, String request) throws IOException {
		Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
		client.setSoTimeout(60_000);
		client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		return client;
	}

	private static void assertServes(int port, DemoProcess demo, Starter starter) throws Exception {
		try (FrontEndProcess frontEnd = starter.start(port, demo)) {
			HttpTester http = new HttpTester(frontEnd.uri());
			assertThat(http.get("/hello").statusCode()).isEqualTo(200);
			assertThat(http.send(http.request("/upload").POST(Bytes.publish(Bytes.MANY))).body())
				.isEqualTo(Bytes.receipt(Bytes.MANY));
			demo.actuator().awaitMeter(REQUESTS, (requests) -> requests == 0);
			assertThat(demo.actuator().meter(CONNECTIONS)).as("connections of the front end that is there")
				.isBetween(1.0, 2.0);
		}
	}

	/**
	 * Starts a front end.
	 */
	@FunctionalInterface
	private interface Starter {

		FrontEndProcess start(int port, DemoProcess demo) throws IOException;

	}

}
