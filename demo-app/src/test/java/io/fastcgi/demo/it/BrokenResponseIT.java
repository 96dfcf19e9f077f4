package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.Haproxy;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Lighttpd;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * PT-32: what clients of front ends see of a response without a length whose handler
 * fails half-way. The guide tells it for each front end.
 *
 * @author FastCGI Spring Boot maintainers
 */
class BrokenResponseIT {

	@TempDir
	private Path directory;

	private FastCgiServer server;

	@BeforeEach
	void startServer() throws IOException {
		// The workers of an nginx that root starts are somebody else
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.server = FastCgiServer.builder()
			.listen(0)
			.listen(ListenerSpec.unix(socket()))
			.handler(BrokenResponseIT::handle)
			.start();
		Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
	}

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	private Path socket() {
		return this.directory.resolve("app.sock");
	}

	private static void handle(Exchange exchange) {
		String path = exchange.params().get("REQUEST_URI", "");
		byte[] part = "x".repeat(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)))
			.getBytes(StandardCharsets.US_ASCII);
		exchange.write(ResponseHead.of(200, "OK").header("Content-Type", "text/plain"));
		exchange.write(part, 0, part.length);
		exchange.flush();
		if (path.startsWith("/whole/")) {
			exchange.end();
		}
		else {
			exchange.fail(new IllegalStateException("half-way"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "guestbook-fastcgi.conf,", "guestbook-fastcgi.conf, fastcgi_keep_conn on;", "guestbook-scgi.conf," })
	void clientsOfNginxSeeIt(String file, String without) throws Exception {
		Recipe recipe = Recipe.read("nginx/" + file);
		assertBroken((without != null) ? recipe.with(without, "") : recipe);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "fastcgi_buffering off;" })
	void clientsOfNginxSeeItOverAUnixSocket(String more) throws Exception {
		assertBroken(Recipe.read("nginx/guestbook-fastcgi.conf")
			.with("server 127.0.0.1:9000;", "server unix:" + socket() + "; # 127.0.0.1:9000\n")
			.with("fastcgi_keep_conn on;", more));
	}

	private void assertBroken(Recipe recipe) throws Exception {
		try (FrontEndProcess nginx = Nginx.start(recipe, this.server.port())) {
			assertBroken(nginx.uri());
		}
	}

	@Test
	void clientsOfHaproxySeeIt() throws Exception {
		try (FrontEndProcess haproxy = Haproxy.start(Recipe.read("haproxy/guestbook.cfg"), this.server.port())) {
			assertBroken(haproxy.uri());
		}
	}

	@Test
	void clientsOfLighttpdSeeIt() throws Exception {
		try (FrontEndProcess lighttpd = Lighttpd.start(Recipe.read("lighttpd/guestbook.conf"), this.server.port())) {
			assertBroken(lighttpd.uri());
		}
	}

	/**
	 * lighttpd adds a length when the end comes before it has passed on the head. It does
	 * not read both at once each time.
	 */
	@Test
	void clientsOfLighttpdSeeItOverAUnixSocket() throws Exception {
		Recipe recipe = Recipe.read("lighttpd/scgi-unix.conf")
			.with("mod_scgi", "mod_fastcgi")
			.with("scgi.server", "fastcgi.server")
			.with("/run/guestbook/app.sock", socket());
		try (FrontEndProcess lighttpd = Lighttpd.start(recipe, this.server.port())) {
			for (int i = 0; i < 20; i++) {
				assertBroken(lighttpd.uri());
			}
		}
	}

	private static void assertBroken(URI uri) throws Exception {
		HttpTester http = new HttpTester(uri);
		for (int length : new int[] { 100, 100_000 }) {
			assertThat(http.get("/whole/" + length).body()).hasSize(length);
			assertThatExceptionOfType(IOException.class).as("%d bytes of a response that broke off", length)
				.isThrownBy(() -> http.get("/broken/" + length));
		}
		assertThat(http.get("/whole/1").body()).as("afterwards").isEqualTo("x");
	}

}
