package io.fastcgi.demo.it;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.fastcgi.frontend.HttpTester;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only HAProxy is told by the configuration that the demo has written for it.
 *
 * @author FastCGI Spring Boot maintainers
 */
class GeneratedHaproxyIT {

	/**
	 * More than HAProxy waits for before it asks the application.
	 */
	private static final int HALF = 50_000;

	@TempDir
	private Path directory;

	@Test
	void requestsWaitForTheirTurnInPlaceOfBeingRefused() throws Exception {
		try (DemoProcess demo = DemoProcess.start("fastcgi.server.limits.requests=1");
				GeneratedFrontEnd haproxy = GeneratedFrontEnd.start("haproxy",
						demo.actuator().configuration("haproxy"));
				Socket first = new Socket(InetAddress.getLoopbackAddress(), haproxy.uri().getPort())) {
			first.setSoTimeout(60_000);
			first.getOutputStream()
				.write("POST /upload HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
					.formatted(2 * HALF)
					.getBytes(StandardCharsets.US_ASCII));
			first.getOutputStream().write(new byte[HALF]);
			demo.actuator().awaitMeter("fastcgi.server.requests.in.flight", (requests) -> requests == 1);
			HttpTester http = new HttpTester(haproxy.uri());
			CompletableFuture<HttpResponse<String>> second = http.client()
				.sendAsync(http.request("/hello/you").build(), BodyHandlers.ofString());
			assertThat(second).failsWithin(Duration.ofSeconds(1));
			first.getOutputStream().write(new byte[HALF]);
			assertThat(new String(first.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
				.startsWith("HTTP/1.1 200");
			assertThat(second).succeedsWithin(Duration.ofMinutes(1))
				.satisfies((response) -> assertThat(response.statusCode()).isEqualTo(200));
			assertThat(demo.actuator().meter("fastcgi.server.refusals")).isZero();
		}
	}

	@Test
	void speaksTlsWithCertificatesOnBothSides() throws Exception {
		CertificateBuilder certificates = new CertificateBuilder().ecp256();
		X509Bundle authority = certificates.copy()
			.subject("CN=authority")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		X509Bundle server = certificates.copy().subject("CN=app.internal").buildIssuedBy(authority);
		X509Bundle client = certificates.copy().subject("CN=front end").buildIssuedBy(authority);
		write("front-end.pem", client.getCertificatePathPEM() + "\n" + client.getPrivateKeyPEM());
		String bundle = "spring.ssl.bundle.pem.front-ends.";
		try (DemoProcess demo = DemoProcess.start("fastcgi.server.ssl.bundle=front-ends",
				"fastcgi.server.ssl.client-auth=need",
				bundle + "keystore.certificate=" + write("server.crt", server.getCertificatePathPEM()),
				bundle + "keystore.private-key=" + write("server.key", server.getPrivateKeyPEM()),
				bundle + "truststore.certificate=" + write("authority.pem", authority.getCertificatePEM()))) {
			String configuration = demo.actuator().configuration("haproxy");
			assertThat(configuration).contains("/etc/haproxy/fastcgi/front-end.pem");
			try (GeneratedFrontEnd haproxy = GeneratedFrontEnd.start("haproxy",
					configuration.replace("/etc/haproxy/fastcgi", this.directory.toString()))) {
				assertThat(new HttpTester(haproxy.uri()).get("/hello/you").body()).startsWith("Hello you for the ");
			}
		}
	}

	private Path write(String name, String text) throws Exception {
		return Files.writeString(this.directory.resolve(name), text);
	}

}
