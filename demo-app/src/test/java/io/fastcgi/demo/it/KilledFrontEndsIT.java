package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import static org.awaitility.Awaitility.await;

/**
 * Front ends are killed in the middle of requests with and without bodies, and started
 * again, several times. Nothing of their requests may stay behind in the demo, and the
 * clients of another front end notice nothing.
 *
 * @author FastCGI Spring Boot maintainers
 */
class KilledFrontEndsIT {

	private static final int TIMES = 4;

	private static final int EACH = 3;

	private static final int ANSWERS = 100;

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String CONNECTIONS = "fastcgi.server.connections.active";

	private static final String REQUESTS = "fastcgi.server.requests.in.flight";

	private static final String RECEIVED = "fastcgi.server.data.received";

	private static final String CLOSED = "reason:connection-closed";

	private static final String EVENTS = "GET /events HTTP/1.1\r\nHost: a\r\n\r\n";

	// More than all buffers on the way
	private static final String DOWNLOAD = "GET /download?bytes=32000000 HTTP/1.1\r\nHost: a\r\n\r\n";

	private static final int BEGUN = 100_000;

	private static final String UPLOAD = "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n"
			+ "x".repeat(BEGUN);

	@Test
	void killedNginxThatKeepsConnectionsLeavesNothingBehind() throws Exception {
		Recipe recipe = Recipe.read("nginx/guestbook-fastcgi.conf");
		killAndStartAgain(List.of(EVENTS, DOWNLOAD, UPLOAD), (port, demo) -> Nginx.startOn(port, recipe, demo.port()));
	}

	/**
	 * No downloads, because a client that does not read holds up those that share its
	 * connection.
	 */
	@Test
	void killedHaproxyThatSharesConnectionsLeavesNothingBehind() throws Exception {
		Recipe recipe = Recipe.read("haproxy/shared.cfg");
		killAndStartAgain(List.of(EVENTS, UPLOAD), (port, demo) -> Haproxy.startOn(port, recipe, demo.port()));
	}

	private static void killAndStartAgain(List<String> requests, Starter starter) throws Exception {
		int port = Ports.free();
		int together = EACH * requests.size();
		int threads = together + ConstantLoad.CLIENTS;
		// What each thread keeps for itself is there after the first time
		try (DemoProcess demo = DemoProcess.start("fastcgi.server.executor.threads=" + threads)) {
			// Who asks for this the first time leaves a descriptor and a thread behind
			demo.collectGarbage();
			killInTheMiddle(port, demo, requests, starter);
			SoakSample first = SoakSample.take(0, demo);
			for (int i = 1; i <= TIMES; i++) {
				killInTheMiddle(port, demo, requests, starter);
				SoakSample.take(i, demo).assertFlatSince(first);
			}
			assertServes(port, demo, starter);
			assertThat(demo.actuator().meter("fastcgi.server.aborts", CLOSED)).isEqualTo((TIMES + 1) * together);
			for (String meter : List.of("refusals", "timeouts", "protocol.errors", "connections.refused")) {
				assertThat(demo.actuator().meter("fastcgi.server." + meter)).as(meter).isZero();
			}
			demo.assertNoTroubleLoggedSince(0);
		}
	}

	private static void killInTheMiddle(int port, DemoProcess demo, List<String> requests, Starter starter)
			throws Exception {
		List<Socket> clients = new ArrayList<>();
		try (FrontEndProcess frontEnd = starter.start(port, demo)) {
			for (String request : requests) {
				for (int i = 0; i < EACH; i++) {
					double before = demo.actuator().meter(RECEIVED);
					Socket client = send(port, request);
					clients.add(client);
					if (request.startsWith("GET")) {
						assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
							.isEqualTo("HTTP/1.1 200");
					}
					else {
						// HAProxy does not put the next request behind what is still to
						// be sent
						demo.actuator().awaitMeter(RECEIVED, (bytes) -> bytes >= before + BEGUN);
					}
				}
			}
			demo.actuator().awaitMeter(REQUESTS, (inFlight) -> inFlight == clients.size());
			assertThat(demo.actuator().meter(CONNECTIONS)).isPositive();
			killUnderLoad(frontEnd, starter.start(Ports.free(), demo));
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
	}

	/**
	 * Kill one front end while another has clients, who go on while it is away.
	 */
	private static void killUnderLoad(FrontEndProcess killed, FrontEndProcess other) throws Exception {
		try (other; ConstantLoad load = new ConstantLoad(other.uri(), ConstantLoad.FITS_SHARED_CONNECTION)) {
			awaitAnswers(load);
			killed.process().kill();
			awaitAnswers(load);
			load.stop();
			load.assertNothingLost(other.process());
		}
	}

	private static void awaitAnswers(ConstantLoad load) {
		long before = load.answered();
		await().atMost(PATIENCE).until(() -> load.answered() >= before + ANSWERS);
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
