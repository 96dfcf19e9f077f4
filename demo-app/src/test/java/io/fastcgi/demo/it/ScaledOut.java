package io.fastcgi.demo.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Programs;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of several instances that share a database, on ports that happen to be
 * free.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ScaledOut implements AutoCloseable {

	private static final Path EXAMPLE = Path.of("..", "examples", "scale-out").toAbsolutePath().normalize();

	private final int instances;

	private final Path directory;

	private final Map<String, Integer> ports;

	private final ChildProcess process;

	private ScaledOut(String frontEnd, int instances) throws IOException {
		this.instances = instances;
		this.directory = Files.createTempDirectory("scale-out");
		// When root starts nginx, its workers are somebody else
		Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.ports = Map.of("FRONT_PORT", Ports.free(), "DATABASE_PORT", Ports.free(), "FIRST_PORT",
				Ports.free(instances), "FIRST_MANAGEMENT_PORT", Ports.free(instances));
		this.process = run(frontEnd, String.valueOf(instances),
				"--spring.threads.virtual.enabled=" + Boolean.getBoolean("demo.virtual-threads"));
	}

	static ScaledOut start(String frontEnd, int instances) throws IOException {
		ScaledOut example = begin(frontEnd, instances);
		try {
			example.awaitStart();
			return example;
		}
		catch (RuntimeException ex) {
			example.close();
			throw ex;
		}
	}

	/**
	 * Start the example, and do not wait until it has.
	 * @param frontEnd the front end
	 * @param instances how many instances
	 * @return the example
	 */
	static ScaledOut begin(String frontEnd, int instances) throws IOException {
		Programs.find(frontEnd, frontEnd);
		return new ScaledOut(frontEnd, instances);
	}

	void awaitStart() {
		for (int i = 1; i <= this.instances; i++) {
			this.process.await("Instance " + i + " is ready");
		}
		this.process.await("Open " + uri("localhost"));
	}

	/**
	 * Run the script once more, on the same ports and with the same directory.
	 * @param arguments the arguments
	 * @return the process
	 */
	ChildProcess run(String... arguments) {
		List<String> command = new ArrayList<>(
				List.of("env", "DIRECTORY=" + directory(), "JAVA_HOME=" + System.getProperty("java.home")));
		this.ports.forEach((name, port) -> command.add(name + "=" + port));
		command.add(EXAMPLE.resolve("run").toString());
		command.addAll(List.of(arguments));
		return ChildProcess.start(EXAMPLE, command);
	}

	URI uri() {
		return uri("127.0.0.1");
	}

	private URI uri(String host) {
		return URI.create("http://" + host + ":" + port("FRONT_PORT"));
	}

	ChildProcess process() {
		return this.process;
	}

	/**
	 * Wait until the front end has sent requests to each instance.
	 */
	void awaitRequests() throws Exception {
		for (int i = 0; i < this.instances; i++) {
			Actuator actuator = new Actuator(port("FIRST_MANAGEMENT_PORT") + i);
			actuator.awaitMeter("fastcgi.server.requests", (count) -> count > 0);
		}
	}

	void restart() {
		try (ChildProcess restart = run("restart")) {
			for (int i = 1; i <= this.instances; i++) {
				restart.await("Restarting instance " + i);
				restart.await("Instance " + i + " has stopped");
			}
			assertThat(restart.awaitExit()).as(() -> String.join("\n", restart.output())).isZero();
		}
		assertThat(this.process.output().stream().filter((line) -> line.contains("Started DemoApplication")))
			.hasSize(2 * this.instances);
	}

	Path directory() {
		return this.directory.resolve("run");
	}

	int port(String name) {
		return this.ports.get(name);
	}

	String databaseUrl() {
		return "jdbc:h2:tcp://127.0.0.1:%d/./guestbook".formatted(port("DATABASE_PORT"));
	}

	/**
	 * Count the notes in the database.
	 * @param expression what of a note to count
	 * @return the number
	 */
	long count(String expression) throws Exception {
		String password = Files.readString(directory().resolve("database/password"));
		try (Connection connection = DriverManager.getConnection(databaseUrl(), "sa", password);
				ResultSet result = connection.createStatement()
					.executeQuery("SELECT COUNT(" + expression + ") FROM note")) {
			result.next();
			return result.getLong(1);
		}
	}

	@Override
	public void close() throws IOException {
		try {
			this.process.close();
			assertThat(this.directory).isEmptyDirectory();
		}
		finally {
			FileSystemUtils.deleteRecursively(this.directory);
		}
	}

}
