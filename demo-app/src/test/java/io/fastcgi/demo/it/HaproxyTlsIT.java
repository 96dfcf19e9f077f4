package io.fastcgi.demo.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.Haproxy;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Recipe;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo behind HAProxy with TLS in between, and with certificates on both sides that
 * are made on the spot.
 *
 * @author FastCGI Spring Boot maintainers
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HaproxyTlsIT {

	private static final int HALF = 50_000;

	private static final String RECEIVED = "fastcgi.server.data.received";

	private static final String RECIPE = "haproxy/guestbook-tls.cfg";

	private static final String REFUSED = "fastcgi.server.connections.refused";

	private static final String TLS_FAILED = "reason:tls-failed";

	private final CertificateBuilder certificates = new CertificateBuilder().ecp256();

	private Path directory;

	private DemoProcess demo;

	private FrontEndProcess haproxy;

	private HttpTester http;

	@BeforeAll
	void start(@TempDir Path directory) throws Exception {
		this.directory = directory;
		X509Bundle authority = authority();
		X509Bundle server = this.certificates.copy()
			.subject("CN=app.internal")
			.addSanDnsName("app.internal")
			.buildIssuedBy(authority);
		write("authority.pem", authority.getCertificatePEM());
		write("front-end.pem", certificateAndKey(authority));
		write("stranger.pem", certificateAndKey(authority()));
		String bundle = "spring.ssl.bundle.pem.front-ends.";
		this.demo = DemoProcess.start("fastcgi.server.ssl.bundle=front-ends", "fastcgi.server.ssl.client-auth=need",
				bundle + "keystore.certificate=" + write("server.crt", server.getCertificatePathPEM()),
				bundle + "keystore.private-key=" + write("server.key", server.getPrivateKeyPEM()),
				bundle + "truststore.certificate=" + directory.resolve("authority.pem"));
		this.haproxy = Haproxy.start(recipe(), this.demo.port());
		this.http = new HttpTester(this.haproxy.uri());
	}

	private X509Bundle authority() throws Exception {
		return this.certificates.copy().subject("CN=authority").setIsCertificateAuthority(true).buildSelfSigned();
	}

	private String certificateAndKey(X509Bundle authority) throws Exception {
		X509Bundle bundle = this.certificates.copy().subject("CN=front end").buildIssuedBy(authority);
		return bundle.getCertificatePathPEM() + "\n" + bundle.getPrivateKeyPEM();
	}

	private Path write(String name, String text) throws Exception {
		return Files.writeString(this.directory.resolve(name), text);
	}

	private Recipe recipe() throws Exception {
		return Recipe.read(RECIPE).with("/etc/haproxy/fastcgi", this.directory);
	}

	@AfterAll
	void stop() throws Exception {
		if (this.haproxy != null) {
			this.haproxy.close();
		}
		if (this.demo != null) {
			this.demo.close();
		}
	}

	@Test
	void requestsAreServed() throws Exception {
		assertThat(this.http.get("/hello/w%C3%B6rld").body()).startsWith("Hello wörld for the ");
		HttpResponse<String> created = this.http.post("/api/notes", "application/json",
				"{\"name\": \"Ada\", \"message\": \"Hello over TLS\"}");
		assertThat(created.statusCode()).isEqualTo(201);
		assertThat(this.http.get(created.headers().firstValue("Location").orElseThrow()).body())
			.contains("Hello over TLS");
	}

	@Test
	void aLargeUploadArrives() throws Exception {
		assertThat(this.http.send(this.http.request("/upload").POST(Bytes.publish(Bytes.MANY))).body())
			.isEqualTo(Bytes.receipt(Bytes.MANY));
	}

	@Test
	void aLargeDownloadArrives() throws Exception {
		HttpResponse<InputStream> response = this.http.client()
			.send(this.http.request("/download?bytes=" + Bytes.MANY).build(), BodyHandlers.ofInputStream());
		try (InputStream body = response.body()) {
			assertThat(Bytes.receipt(body)).isEqualTo(Bytes.receipt(Bytes.MANY));
		}
	}

	/**
	 * {@code option mpxs-conns}: the uploads wait for each other.
	 */
	@Test
	void requestsShareAConnectionAtTheSameTime() throws Exception {
		Recipe multiplexing = recipe().with("global\n\tlog", "global\n\tnbthread 1\n\tlog")
			.with("\tuse-fcgi-app", "\thttp-reuse always\n\tuse-fcgi-app")
			.with("option get-values", "option get-values\n\toption mpxs-conns\n\toption max-reqs 100");
		double before = this.demo.actuator().meter("fastcgi.server.connections");
		List<Socket> clients = new ArrayList<>();
		try (FrontEndProcess other = Haproxy.start(multiplexing, this.demo.port())) {
			for (int i = 1; i <= 10; i++) {
				int begun = i;
				double received = this.demo.actuator().meter(RECEIVED);
				clients.add(beginUpload(other.uri().getPort()));
				this.demo.actuator().awaitMeter("fastcgi.server.requests.in.flight", (requests) -> requests == begun);
				// HAProxy does not put the next request behind what is still to be sent
				this.demo.actuator().awaitMeter(RECEIVED, (bytes) -> bytes >= received + HALF);
			}
			assertThat(this.demo.actuator().meter("fastcgi.server.connections") - before).isEqualTo(1);
			Collections.reverse(clients);
			for (Socket client : clients) {
				client.getOutputStream().write(new byte[HALF]);
				assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
					.startsWith("HTTP/1.1 200")
					.contains("{\"bytes\":%d,".formatted(2 * HALF));
			}
		}
		finally {
			for (Socket client : clients) {
				client.close();
			}
		}
	}

	// HAProxy waits for a buffer full of the body before it asks the application
	private static Socket beginUpload(int port) throws IOException {
		Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
		client.setSoTimeout(60_000);
		client.getOutputStream()
			.write("POST /upload HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
				.formatted(2 * HALF)
				.getBytes(StandardCharsets.US_ASCII));
		client.getOutputStream().write(new byte[HALF]);
		return client;
	}

	/**
	 * SEC-21.
	 */
	@Test
	void aFrontEndWithoutACertificateIsTurnedAway() throws Exception {
		expectTurnedAway(recipe().with(" crt " + this.directory.resolve("front-end.pem"), ""));
	}

	/**
	 * SEC-21.
	 */
	@Test
	void aFrontEndWithTheCertificateOfAStrangerIsTurnedAway() throws Exception {
		expectTurnedAway(recipe().with("front-end.pem", "stranger.pem"));
	}

	/**
	 * SEC-22.
	 */
	@Test
	void aFrontEndWithoutTlsIsTurnedAway() throws Exception {
		expectTurnedAway(Recipe.read("haproxy/guestbook.cfg"));
		this.demo.process().await("it does not speak TLS, which this listener does");
	}

	private void expectTurnedAway(Recipe recipe) throws Exception {
		double before = this.demo.actuator().meter(REFUSED, TLS_FAILED);
		try (FrontEndProcess other = Haproxy.start(recipe, this.demo.port())) {
			assertThat(new HttpTester(other.uri()).get("/hello").statusCode()).isIn(502, 503);
		}
		// HAProxy may have its answer before the application has counted
		this.demo.actuator().awaitMeter(REFUSED, (refused) -> refused > before, TLS_FAILED);
		assertThat(this.http.get("/hello").statusCode()).isEqualTo(200);
	}

	@Test
	void haproxyRefusesAnApplicationThatItDoesNotTrust() throws Exception {
		Recipe other = recipe().with("verifyhost app.internal", "verifyhost other.internal");
		try (FrontEndProcess distrustful = Haproxy.start(other, this.demo.port())) {
			assertThat(new HttpTester(distrustful.uri()).get("/hello").statusCode()).isEqualTo(503);
		}
	}

}
