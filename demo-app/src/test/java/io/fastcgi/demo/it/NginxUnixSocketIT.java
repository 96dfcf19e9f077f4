package io.fastcgi.demo.it;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The demo behind nginx on a Unix domain socket.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NginxUnixSocketIT {

	/**
	 * The group of the workers of an nginx that root starts without saying otherwise.
	 */
	private static final String WORKERS = "nogroup";

	@TempDir
	private Path directory;

	@BeforeEach
	void letOthersIn() throws Exception {
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "guestbook-fastcgi.conf", "guestbook-scgi.conf" })
	void requestsAndLargeBodiesArrive(String file) throws Exception {
		List<String> properties = new ArrayList<>(List.of("fastcgi.server.unix.path=" + path()));
		if (isRoot()) {
			properties.add("fastcgi.server.unix.group=" + WORKERS);
		}
		try (DemoProcess demo = DemoProcess.start(properties.toArray(String[]::new));
				FrontEndProcess nginx = start(file, demo)) {
			demo.process().await("FastCGI started on port \\d+ \\(fastcgi, scgi\\), path " + path());
			HttpTester http = new HttpTester(nginx.uri());
			assertThat(http.get("/hello/you").body()).startsWith("Hello you for the ");
			HttpResponse<String> upload = http.send(http.request("/upload").POST(Bytes.publish(10_000_000)));
			assertThat(upload.body()).isEqualTo(Bytes.receipt(10_000_000));
			assertThat(http.get("/download?bytes=10000000").body()).hasSize(10_000_000);
			assertThat(demo.actuator().health()).contains(path().toString());
			demo.process().terminate();
			assertThat(demo.process().awaitExit()).isZero();
			demo.assertNoTroubleLoggedSince(0);
			assertThat(path()).doesNotExist();
		}
	}

	/**
	 * SEC-24: the file says who may connect.
	 */
	@Test
	void workersOfAnotherGroupAreKeptOut() throws Exception {
		assumeThat(isRoot()).as("only root has workers of another user").isTrue();
		try (DemoProcess demo = DemoProcess.start("fastcgi.server.unix.path=" + path());
				FrontEndProcess nginx = start("guestbook-fastcgi.conf", demo)) {
			HttpTester http = new HttpTester(nginx.uri());
			assertThat(http.send(http.request("/upload").POST(BodyPublishers.ofString("x"))).statusCode())
				.isEqualTo(502);
			nginx.process().await("connect\\(\\) to unix:.* failed \\(13: Permission denied\\)");
		}
	}

	private FrontEndProcess start(String file, DemoProcess demo) throws Exception {
		return Nginx.start(Recipe.read("nginx/" + file).with("server 127.0.0.1:9000;", "server unix:" + path() + ";"),
				demo.port());
	}

	private Path path() {
		return this.directory.resolve("app.sock");
	}

	private boolean isRoot() throws Exception {
		return Files.getOwner(this.directory).getName().equals("root");
	}

}
