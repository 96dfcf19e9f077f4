package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Programs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What the script of the example does with other users of the machine, with ports that
 * are taken, and with impatience.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ScaleOutIT {

	private static final Path SCRIPT = Path.of("..", "examples", "scale-out", "run").toAbsolutePath().normalize();

	@TempDir
	private Path directory;

	/**
	 * Both would let every user of the machine run code as the one who has started the
	 * example.
	 */
	@Test
	void databaseCanBeNeitherMadeNorEnteredByWhoeverConnects() throws Exception {
		try (ScaledOut example = ScaledOut.start("haproxy", 1)) {
			String url = example.databaseUrl();
			assertRefused(url, "Wrong user name or password");
			assertRefused(url.replace("guestbook", "another"), "not found");
			assertRefused(url.replace("./guestbook", "mem:another"), "not found");
			Path database = example.directory().resolve("database");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database))).isEqualTo("rwx------");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database.resolve("password"))))
				.isEqualTo("rw-------");
			String password = Files.readString(database.resolve("password"));
			assertThat(password).hasSize(32);
			assertThat(example.process().output()).noneMatch((line) -> line.contains(password));
		}
	}

	/**
	 * Nobody has asked for a password.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "nginx", "haproxy" })
	void nobodyIsWhoTheyClaimToBe(String frontEnd) throws Exception {
		try (ScaledOut example = ScaledOut.start(frontEnd, 1)) {
			HttpTester http = new HttpTester(example.uri());
			assertThat(http.send(http.request("/api/whoami").header("Authorization", "Basic YWRhOmE=")).body())
				.contains("REMOTE_ADDR")
				.doesNotContain("\"ada\"");
		}
	}

	/**
	 * The virtual machine ends with 143 then, and not with 0.
	 */
	@Test
	void restartOfAnInstanceThatIsStillStartingEndsNothing() throws Exception {
		try (ScaledOut example = ScaledOut.begin("haproxy", 1)) {
			await().atMost(Duration.ofMinutes(1))
				.until(() -> Files.exists(example.directory().resolve("instance-1.pid")));
			try (ChildProcess restart = example.run("restart")) {
				assertThat(restart.awaitExit()).as(() -> String.join("\n", restart.output())).isZero();
			}
			example.awaitStart();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "FRONT_PORT", "DATABASE_PORT", "FIRST_PORT", "FIRST_MANAGEMENT_PORT" })
	void portThatIsTakenIsNamed(String name) throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				ChildProcess run = run(name + "=" + taken.getLocalPort(), "haproxy", "1")) {
			assertThat(run.awaitExit()).isEqualTo(1);
			assertThat(run.output()).anyMatch((line) -> line.contains("Port " + taken.getLocalPort() + " is taken."));
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	@Test
	void restartBelievesNobodyElsesDirectory() throws Exception {
		Path other = this.directory.resolve("run");
		Files.createDirectory(other);
		try (ChildProcess victim = ChildProcess.start(this.directory, List.of("sleep", "600"))) {
			Files.writeString(other.resolve("instance-1.pid"), String.valueOf(victim.pid()));
			if (Files.getOwner(other).getName().equals("root")) {
				Files.setOwner(other,
						FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
			}
			else {
				other = Files.createSymbolicLink(this.directory.resolve("link"), other);
			}
			try (ChildProcess restart = run("DIRECTORY=" + other, "restart")) {
				assertThat(restart.awaitExit()).isEqualTo(1);
				assertThat(restart.output()).anyMatch((line) -> line.endsWith("belongs to somebody else."));
			}
			assertThat(ProcessHandle.of(victim.pid())).get().matches(ProcessHandle::isAlive);
		}
	}

	private ChildProcess run(String variable, String... arguments) throws IOException {
		Programs.find("haproxy", "haproxy");
		List<String> command = new ArrayList<>(List.of("env", "DIRECTORY=" + this.directory.resolve("run"),
				"FRONT_PORT=" + Ports.free(), "DATABASE_PORT=" + Ports.free(), "FIRST_PORT=" + Ports.free(),
				"FIRST_MANAGEMENT_PORT=" + Ports.free(), variable, SCRIPT.toString()));
		command.addAll(List.of(arguments));
		return ChildProcess.start(this.directory, command);
	}

	private static void assertRefused(String url, String reason) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> DriverManager.getConnection(url, "sa", ""))
			.withMessageContaining(reason);
	}

}
