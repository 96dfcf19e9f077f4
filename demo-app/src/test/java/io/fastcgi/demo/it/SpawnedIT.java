package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Programs;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The demo when somebody else has made the socket that it listens on.
 *
 * @author FastCGI Spring Boot maintainers
 */
class SpawnedIT {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	@TempDir
	private Path directory;

	/**
	 * FCGI-1, FCGI-2.
	 */
	@Test
	void servesTheUnixSocketOfSpawnFcgiAndLeavesItBehind() throws Exception {
		Path path = this.directory.resolve("app.sock");
		try (ChildProcess demo = start(spawnFcgi("-n", "-s", path.toString()))) {
			demo.await("FastCGI started on inherited path " + path + " \\(fastcgi, scgi\\)");
			expectAnswers(UnixDomainSocketAddress.of(path));
			demo.terminate();
			assertThat(demo.awaitExit()).isZero();
			assertThat(demo.output()).noneMatch((line) -> line.matches(".*(WARN|ERROR|Exception).*"));
		}
		assertThat(path).exists();
	}

	/**
	 * SEC-24: the listener of its own that a server has by itself would ask for nothing.
	 */
	@Test
	void socketOfAnEntryOfTheListHasTheRestrictionsOfThatEntryOnly() throws Exception {
		Path path = this.directory.resolve("app.sock");
		try (ChildProcess demo = start(spawnFcgi("-n", "-s", path.toString()),
				"fastcgi.server.listeners[0].inherited=true",
				"fastcgi.server.listeners[0].shared-secret.value=0123456789abcdef")) {
			demo.await("FastCGI started on inherited path " + path + " \\(fastcgi, scgi\\)$");
			FastCgiTestClient client = FastCgiTestClient.to(UnixDomainSocketAddress.of(path)).withTimeout(PATIENCE);
			for (int i = 0; i < 20; i++) {
				assertThat(client.get("/hello/you").send().status()).isEqualTo(403);
			}
			demo.terminate();
			assertThat(demo.awaitExit()).isZero();
		}
	}

	/**
	 * FCGI-1: the other standard descriptors lead nowhere. FCGI-6.
	 */
	@Test
	void servesTheTcpSocketOfSpawnFcgiInTheBackground() throws Exception {
		int port = Ports.free();
		try (ChildProcess spawner = start(spawnFcgi("-a", "127.0.0.1", "-p", String.valueOf(port)))) {
			long pid = Long.parseLong(spawner.await("PID: (\\d+)").group(1));
			ProcessHandle demo = ProcessHandle.of(pid).orElseThrow();
			try {
				assertThat(spawner.awaitExit()).isZero();
				expectAnswers(loopback(port));
				demo.destroy();
				await().atMost(PATIENCE).until(() -> !demo.isAlive());
			}
			finally {
				demo.destroyForcibly();
			}
		}
	}

	/**
	 * FCGI-1. The shell holds the socket while one process after the other listens there.
	 */
	@Test
	void whoeverConnectsBetweenTwoProcessesIsServedByTheNext() throws Exception {
		Path path = this.directory.resolve("app.sock");
		Stream<String> launcher = Stream.concat(spawnFcgi("-n", "-s", path.toString()),
				Stream.of("/bin/sh", "-c", "\"$0\" \"$@\"; exec \"$0\" \"$@\""));
		try (ChildProcess demos = start(launcher)) {
			long pid = Long.parseLong(demos.await("with PID (\\d+)").group(1));
			demos.await("FastCGI started on inherited path");
			ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
			first.destroy();
			await().atMost(PATIENCE).until(() -> !first.isAlive());
			expectAnswers(UnixDomainSocketAddress.of(path));
			assertThat(demos.output()).noneMatch((line) -> line.matches(".*(WARN|ERROR|Exception).*"));
		}
	}

	/**
	 * FCGI-1. The first request is what starts the demo, and is answered.
	 */
	@Test
	void isStartedBySystemdWhenSomebodyConnects() throws Exception {
		int port = Ports.free();
		String program = Programs.find("systemd-socket-activate", "systemd").toString();
		// Standard output is the socket, too; a unit of systemd says where to log
		Stream<String> launcher = Stream.of(program, "--inetd", "-l", "127.0.0.1:" + port, "/bin/sh", "-c",
				"exec \"$0\" \"$@\" >&2");
		try (ChildProcess demo = start(launcher)) {
			demo.await("Listening on 127.0.0.1:" + port);
			expectAnswers(loopback(port));
			demo.await("FastCGI started on inherited port " + port);
			demo.terminate();
			assertThat(demo.awaitExit()).isZero();
		}
	}

	private static Stream<String> spawnFcgi(String... options) {
		return Stream
			.of(Stream.of(Programs.find("spawn-fcgi", "spawn-fcgi").toString()), Stream.of(options), Stream.of("--"))
			.flatMap((part) -> part);
	}

	private ChildProcess start(Stream<String> launcher, String... properties) {
		List<String> command = new ArrayList<>(launcher.toList());
		List<String> all = new ArrayList<>(List.of("fastcgi.server.port=-1", "management.server.port=-1"));
		all.addAll(List.of(properties));
		command.addAll(DemoProcess.command(all));
		return ChildProcess.start(this.directory, command);
	}

	private static SocketAddress loopback(int port) {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
	}

	private static void expectAnswers(SocketAddress address) throws IOException {
		FastCgiTestClient client = FastCgiTestClient.to(address).withTimeout(PATIENCE);
		try (FastCgiTestConnection connection = client.connect()) {
			for (int i = 0; i < 2; i++) {
				connection.send(1, client.get("/hello/you"));
				assertThat(connection.readResponse(1).bodyAsString()).startsWith("Hello you for the ");
			}
		}
		assertThat(client.scgi().get("/hello/you").send().bodyAsString()).startsWith("Hello you for the ");
	}

}
