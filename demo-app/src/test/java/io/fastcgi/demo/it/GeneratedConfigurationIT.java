package io.fastcgi.demo.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.HttpTester;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo behind front ends that have the configurations which it has written for them,
 * unchanged but for the port and what is to be filled in.
 *
 * @author FastCGI Spring Boot maintainers
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedConfigurationIT {

	private static final String SECRET = "0123456789abcdef-not-to-be-seen";

	/**
	 * They count the bytes of a body while they pass it on, and have asked the
	 * application by then.
	 */
	private static final List<String> ASKING_ALL_THE_SAME = List.of("apache", "caddy");

	private Path directory;

	private Demo overTcp;

	private Demo overUnix;

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.directory = directory;
		// When root starts a front end, its workers are somebody else
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.overTcp = Demo.start("fastcgi.server.port=0", "fastcgi.server.shared-secret.value=" + SECRET);
		// Front ends are sent to the first place where they can go
		this.overUnix = Demo.start("fastcgi.server.unix.path=" + this.directory.resolve("app.sock"),
				"fastcgi.server.unix.permissions=rw-rw-rw-", "fastcgi.server.port=-1",
				"fastcgi.server.listeners[0].port=0", "fastcgi.server.listeners[0].shared-secret.value=" + SECRET,
				"fastcgi.server.limits.body-size=100000B", "fastcgi.server.limits.params-size=16KB",
				"fastcgi.server.limits.requests-per-connection=1", "fastcgi.server.timeouts.idle=1s",
				"fastcgi.server.timeouts.handler=30d");
	}

	@AfterAll
	void stop() {
		Stream.of(this.overTcp, this.overUnix).filter((demo) -> demo != null).forEach(Demo::close);
	}

	static List<String> frontEnds() {
		return List.of("nginx", "nginx-scgi", "apache", "apache-scgi", "lighttpd", "lighttpd-scgi", "haproxy", "caddy",
				"h2o");
	}

	@Test
	void everyFrontEndIsTried() throws Exception {
		HttpResponse<String> descriptor = this.overTcp.endpoint("");
		assertThat(JsonPath.<List<String>>read(descriptor.body(), "$.frontEnds")).isEqualTo(frontEnds());
		assertThat(descriptor.body()).doesNotContain(SECRET);
	}

	@ParameterizedTest
	@MethodSource("frontEnds")
	void reachesTheDemoOverTcpWithTheSecretFilledIn(String frontEnd) throws Exception {
		String configuration = configuration(this.overTcp, frontEnd);
		assertThat(configuration).doesNotContain(SECRET).contains("FILL-IN-THE-SHARED-SECRET");
		try (GeneratedFrontEnd server = start(frontEnd, configuration.replace("FILL-IN-THE-SHARED-SECRET", SECRET))) {
			expectGreetings(server.uri());
		}
	}

	@ParameterizedTest
	@MethodSource("frontEnds")
	void reachesTheDemoOverAUnixDomainSocket(String frontEnd) throws Exception {
		String configuration = configuration(this.overUnix, frontEnd);
		assertThat(configuration).contains(this.directory.resolve("app.sock").toString());
		try (GeneratedFrontEnd server = start(frontEnd, configuration)) {
			HttpTester http = expectGreetings(server.uri());
			assertThat(http.send(http.request("/hello/you").header("Cookie", "a=" + "b".repeat(6000))).statusCode())
				.isEqualTo(200);
			assertThat(http.send(http.request("/upload").POST(Bytes.publish(100_000))).statusCode()).isEqualTo(200);
			double before = this.overUnix.refusals();
			assertThat(RefusedUpload.statusLine(server.uri(), "Content-Length: 110000\r\n\r\n", 110_000))
				.startsWith("HTTP/1.1 413 ");
			if (!ASKING_ALL_THE_SAME.contains(frontEnd)) {
				assertThat(this.overUnix.refusals()).as("the front end refuses what the application would")
					.isEqualTo(before);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("frontEnds")
	@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void passesOnWhatAnEventStreamBeginsWith(String frontEnd) throws Exception {
		try (GeneratedFrontEnd server = start(frontEnd, configuration(this.overUnix, frontEnd));
				Socket client = get(server.uri(), "/events")) {
			BufferedReader lines = new BufferedReader(
					new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
			assertThat(lines.lines().takeWhile((line) -> !line.isEmpty()))
				.anyMatch((line) -> line.equalsIgnoreCase("Content-Type: text/event-stream"));
			// The empty comment of the beginning, and not one of those that come later
			assertThat(lines.lines().filter((line) -> line.startsWith(":")).findFirst()).contains(":");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "lighttpd", "lighttpd-scgi" })
	void lighttpdServesOtherApplicationsAsWell(String frontEnd) throws Exception {
		String others = """
				server.modules += ( "mod_fastcgi", "mod_scgi", "mod_setenv" )
				server.stream-response-body = 0
				server.max-request-size = 1
				setenv.set-environment = ( "OTHER" => "one" )
				fastcgi.server = ( ".php" => (( "host" => "127.0.0.1", "port" => 9, "check-local" => "disable" )) )
				scgi.server = ( ".scgi" => (( "host" => "127.0.0.1", "port" => 9, "check-local" => "disable" )) )

				""";
		String configuration = configuration(this.overTcp, frontEnd).replace("FILL-IN-THE-SHARED-SECRET", SECRET);
		try (GeneratedFrontEnd server = start(frontEnd, others + configuration)) {
			HttpTester http = expectGreetings(server.uri());
			// Nobody listens there, which the demo would have answered with 404
			assertThat(http.get((frontEnd.endsWith("-scgi")) ? "/index.scgi" : "/index.php").statusCode())
				.isEqualTo(503);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "apache", "lighttpd" })
	void authorizersAreAsked(String frontEnd) throws Exception {
		String configuration = configuration(this.overTcp, frontEnd).replace("FILL-IN-THE-SHARED-SECRET", SECRET);
		try (GeneratedFrontEnd server = start(frontEnd, configuration)) {
			expectPrivateArea(server.uri());
		}
		configuration = configuration(this.overUnix, frontEnd).replace("FILL-IN-THE-SHARED-SECRET", SECRET);
		try (GeneratedFrontEnd server = start(frontEnd, configuration)) {
			expectPrivateArea(server.uri());
		}
	}

	@Test
	void anUnknownFrontEndIsNotFound() throws Exception {
		assertThat(this.overTcp.endpoint("/iis").statusCode()).isEqualTo(404);
	}

	private static String configuration(Demo demo, String frontEnd) throws Exception {
		HttpResponse<String> response = demo.endpoint("/" + frontEnd);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).get().asString().startsWith("text/plain");
		return response.body();
	}

	private static HttpTester expectGreetings(URI uri) throws Exception {
		HttpTester http = new HttpTester(uri);
		assertThat(http.get("/hello/you").body()).startsWith("Hello you for the ");
		assertThat(http.get("/hello/w%C3%B6rld").body()).startsWith("Hello wörld for the ");
		try (Socket client = get(uri, "/hello/you")) {
			assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 200 ")
				.contains("Hello you for the ")
				.doesNotContainIgnoringCase("\nStatus:");
		}
		return http;
	}

	/**
	 * By another name than the address, as everybody will who is not on this machine.
	 */
	private static Socket get(URI uri, String path) throws IOException {
		Socket client = new Socket(InetAddress.getLoopbackAddress(), uri.getPort());
		client.setSoTimeout(60_000);
		client.getOutputStream()
			.write("GET %s HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n".formatted(path)
				.getBytes(StandardCharsets.US_ASCII));
		return client;
	}

	private static void expectPrivateArea(URI uri) throws Exception {
		HttpTester http = new HttpTester(uri);
		assertThat(http.get("/private/").statusCode()).isEqualTo(401);
		assertThat(http.send(http.request("/private/").header("Authorization", "Bearer secret")).body())
			.isEqualTo("Welcome to the private area, guest.");
	}

	private static GeneratedFrontEnd start(String frontEnd, String configuration) throws IOException {
		return GeneratedFrontEnd.start(frontEnd.replace("-scgi", ""), configuration);
	}

	/**
	 * A demo that listens wherever it is told to.
	 *
	 * @param process the process
	 * @param port its management port
	 */
	private record Demo(ChildProcess process, int port) implements AutoCloseable {

		static Demo start(String... properties) {
			List<String> all = Stream.concat(Stream.of(properties), Stream.of("management.server.port=0")).toList();
			ChildProcess process = ChildProcess.start(Path.of("target"), DemoProcess.command(all));
			try {
				process.await("Started DemoApplication");
				return new Demo(process, Integer.parseInt(process.await("Jetty started on port (\\d+)").group(1)));
			}
			catch (RuntimeException ex) {
				process.close();
				throw ex;
			}
		}

		HttpResponse<String> endpoint(String path) throws Exception {
			return new HttpTester(URI.create("http://127.0.0.1:" + this.port)).get("/actuator/fastcgi" + path);
		}

		double refusals() throws Exception {
			return new Actuator(this.port).meter("fastcgi.server.refusals");
		}

		@Override
		public void close() {
			this.process.close();
		}

	}

}
