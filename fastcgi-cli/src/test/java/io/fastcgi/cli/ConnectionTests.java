package io.fastcgi.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.exchange.BlockingExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for connections: where they lead to, and for how many requests.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ConnectionTests {

	@Test
	void reachesAUnixSocket(@TempDir Path directory) {
		Path socket = directory.resolve("app.sock");
		try (Server server = Server.start(ListenerSpec.unix(socket), Server::echo)) {
			assertThat(Cli.run("unix:" + socket + ":/p?x=1").lines()).contains("REQUEST_URI=/p?x=1",
					"DOCUMENT_ROOT=/srv/www");
			assertThat(Cli.run("--unix-socket", socket.toString(), "/p?x=1").lines()).contains("REQUEST_URI=/p?x=1");
			assertThat(Cli.run("scgi://unix:" + socket + ":/p?x=1").lines()).contains("REQUEST_URI=/p?x=1", "SCGI=1");
			assertThat(Cli.run("--scgi", "--unix-socket", socket.toString()).lines()).contains("REQUEST_URI=/",
					"SCGI=1");
		}
	}

	@Test
	void repeatsTheRequestOnOneConnection() {
		try (Server server = Server.start(ConnectionTests::port)) {
			List<String> ports = Cli.run("--repeat", "3", "-d", "x", server.at("/")).lines();
			assertThat(ports).hasSize(3).containsOnly(ports.get(0));
		}
	}

	@Test
	void repeatsScgiRequestsOnOtherConnections() {
		try (Server server = Server.start(ConnectionTests::port)) {
			assertThat(Cli.run("--scgi", "--repeat", "3", server.at("/")).lines()).hasSize(3).doesNotHaveDuplicates();
		}
	}

	private static void port(BlockingExchange exchange) throws IOException {
		Server.print(exchange, "Status: 200\r\n\r\n" + exchange.exchange().frontEnd() + "\n");
	}

	@Test
	void asksToKeepTheConnectionOnlyWhenTold() {
		try (Server server = Server.start(Server::echo)) {
			assertThat(Cli.run("-v", "--keep-conn", server.at("/")).errLines())
				.contains("* sent BEGIN_REQUEST id=1 length=8 role=1 flags=1", "* The connection could be used again");
			assertThat(Cli.run("-v", "--no-keep-conn", server.at("/")).errLines())
				.contains("* sent BEGIN_REQUEST id=1 length=8 role=1 flags=0", "* The server closed the connection");
		}
	}

	@Test
	void showsTheValuesOfTheServer() {
		try (Server server = Server.start(Server::echo)) {
			Cli run = Cli.run("-v", "--get-values", server.at(""));
			assertThat(run.exitCode()).isZero();
			assertThat(run.lines()).hasSize(3)
				.satisfiesExactly((line) -> assertThat(line).matches("FCGI_MAX_CONNS=\\d+"),
						(line) -> assertThat(line).matches("FCGI_MAX_REQS=\\d+"),
						(line) -> assertThat(line).isEqualTo("FCGI_MPXS_CONNS=1"));
			assertThat(run.errLines()).anyMatch((line) -> line.startsWith("* received GET_VALUES_RESULT id=0 length="));
		}
	}

}
