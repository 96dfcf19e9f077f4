package io.fastcgi.demo.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.fastcgi.frontend.ChildProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged demo as a process of its own, in little memory and on ports that happen to
 * be free.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class DemoProcess implements AutoCloseable {

	private static final Path JAR = Path.of("target", "fastcgi-demo.jar").toAbsolutePath();

	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	/**
	 * As much of the name as Linux keeps.
	 */
	private static final String HANDLER_THREAD = "fastcgi-handler";

	private final ChildProcess process;

	private final int port;

	private final int frontPort;

	private final Actuator actuator;

	private DemoProcess(ChildProcess process) {
		this.process = process;
		try {
			process.await("Started DemoApplication");
			this.port = awaitPort("FastCGI started on port (\\d+)");
			this.frontPort = awaitPort("Open http://localhost:(\\d+)/");
			this.actuator = new Actuator(awaitPort("Jetty started on port (\\d+)"));
		}
		catch (RuntimeException ex) {
			process.close();
			throw ex;
		}
	}

	/**
	 * Start a demo.
	 * @param properties more properties, each as {@code name=value}
	 * @return the demo
	 */
	static DemoProcess start(String... properties) {
		return startOn(0, 0, properties);
	}

	/**
	 * Start a demo on ports that somebody knows already.
	 * @param port where to speak FastCGI and SCGI, 0 for any
	 * @param managementPort where to serve Actuator, 0 for any
	 * @param properties more properties, each as {@code name=value}
	 * @return the demo
	 */
	static DemoProcess startOn(int port, int managementPort, String... properties) {
		List<String> all = new ArrayList<>(List.of("fastcgi.server.port=" + port,
				"management.server.port=" + managementPort, "demo.front.enabled=true", "demo.front.port=0"));
		all.addAll(List.of(properties));
		return new DemoProcess(ChildProcess.start(JAR.getParent(), command(all)));
	}

	/**
	 * Return the command that runs the demo.
	 * @param properties the properties, each as {@code name=value}
	 * @return the command
	 */
	static List<String> command(List<String> properties) {
		assertThat(JAR).as("the packaged demo, which 'mvn package' makes").exists();
		List<String> command = new ArrayList<>(
				List.of(JAVA.toString(), "-Xmx64m", "-jar", JAR.toString(), "--demo.token=secret"));
		properties.forEach((property) -> command.add("--" + property));
		if (Boolean.getBoolean("demo.virtual-threads")) {
			command.add("--spring.threads.virtual.enabled=true");
		}
		return command;
	}

	private int awaitPort(String regex) {
		return Integer.parseInt(this.process.await(regex).group(1));
	}

	/**
	 * Return where FastCGI and SCGI are spoken.
	 * @return the port
	 */
	int port() {
		return this.port;
	}

	/**
	 * Return where the embedded front end is.
	 * @return the port
	 */
	int frontPort() {
		return this.frontPort;
	}

	Actuator actuator() {
		return this.actuator;
	}

	ChildProcess process() {
		return this.process;
	}

	List<String> log() {
		return this.process.output();
	}

	/**
	 * Return how much of the machine's memory the whole process takes.
	 * @return the resident set in kilobytes
	 */
	long residentKilobytes() throws IOException {
		return Files.readAllLines(proc("status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Return how many threads there are, without those of the pool: they come when they
	 * are needed at the same time, and have a bound.
	 * @return the number of threads
	 */
	long threads() throws IOException {
		try (Stream<Path> threads = Files.list(proc("task"))) {
			return threads.filter((thread) -> !HANDLER_THREAD.equals(name(thread))).count();
		}
	}

	private static String name(Path thread) {
		try {
			return Files.readString(thread.resolve("comm")).strip();
		}
		catch (IOException ex) {
			// It has just ended
			return HANDLER_THREAD;
		}
	}

	long descriptors() throws IOException {
		try (Stream<Path> descriptors = Files.list(proc("fd"))) {
			return descriptors.count();
		}
	}

	private Path proc(String file) {
		return Path.of("/proc", String.valueOf(this.process.pid()), file);
	}

	/**
	 * Make the heap hold nothing but what is needed.
	 */
	void collectGarbage() {
		List<String> command = List.of(JAVA.resolveSibling("jcmd").toString(), String.valueOf(this.process.pid()),
				"GC.run");
		try (ChildProcess jcmd = ChildProcess.start(JAR.getParent(), command)) {
			assertThat(jcmd.awaitExit()).as(() -> String.join("\n", jcmd.output())).isZero();
		}
	}

	/**
	 * Check that there is no trouble in the log.
	 * @param from how many lines to pass over
	 */
	void assertNoTroubleLoggedSince(int from) {
		List<String> log = log();
		assertThat(log.subList(from, log.size())).noneMatch((line) -> line.startsWith("\tat ")
				|| line.matches("\\S+ +(WARN|ERROR) .*") || line.matches(".*(Exception|Error)\\b.*"));
	}

	@Override
	public void close() {
		this.process.close();
	}

}
