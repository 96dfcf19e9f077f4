package io.fastcgi.benchmarks.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.util.FileSystemUtils;

/**
 * Compares applications behind nginx, in turns, so that whatever else the machine does
 * meets all of them.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@Command(name = "scripts/benchmark", mixinStandardHelpOptions = true,
		description = "Compares @FastCgiHandler methods with Spring MVC on Tomcat, both behind nginx.")
public final class LoadCommand implements Callable<Integer> {

	private static final List<Workload> WORKLOADS = List.of(new Workload("13 bytes of text", "/hello", null),
			new Workload("an object as JSON", "/greeting/json", null),
			new Workload("JSON in and out", "/greeting/json", "post.lua"),
			new Workload("64 KiB", "/bytes?n=65536", null));

	@Option(names = { "-r", "--rounds" }, description = "Rounds (default: ${DEFAULT-VALUE}).")
	private int rounds = 5;

	@Option(names = { "-d", "--duration" }, description = "Seconds of a round (default: ${DEFAULT-VALUE}).")
	private int seconds = 4;

	@Option(names = { "-w", "--warm-up" },
			description = "Seconds before the first round, for each application (default: ${DEFAULT-VALUE}).")
	private int warmUp = 15;

	@Option(names = { "-c", "--connections" }, description = "Connections of wrk (default: ${DEFAULT-VALUE}).")
	private int connections = 16;

	@Option(names = { "-J" }, description = "An option for each JVM (default: -Xmx512m).")
	private List<String> jvmOptions = List.of("-Xmx512m");

	@Override
	public Integer call() throws Exception {
		Path directory = Files.createTempDirectory("benchmark");
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		try (Servers servers = Servers.start(directory, this.jvmOptions)) {
			Results results = new Results();
			Wrk wrk = Wrk.find(directory, this.connections);
			for (Workload workload : WORKLOADS) {
				measure(servers.subjects(), workload, wrk, results);
			}
			System.out.printf("JDK %s, %d processors, %d connections, %d rounds of %d s%n%n%s",
					System.getProperty("java.version"), Runtime.getRuntime().availableProcessors(), this.connections,
					this.rounds, this.seconds, results.table());
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
		return CommandLine.ExitCode.OK;
	}

	private void measure(List<Subject> subjects, Workload workload, Wrk wrk, Results results) throws Exception {
		for (Subject subject : subjects) {
			System.err.println("Warming up: " + workload.name() + ", " + subject.name());
			subject.measure(wrk, workload, this.warmUp);
		}
		List<Subject> order = new ArrayList<>(subjects);
		for (int round = 1; round <= this.rounds; round++) {
			System.err.println("Round " + round + ": " + workload.name());
			for (Subject subject : order) {
				results.add(workload, subject, subject.measure(wrk, workload, this.seconds));
			}
			Collections.reverse(order);
		}
	}

	/**
	 * Run the comparison.
	 * @param args see {@code --help}
	 */
	public static void main(String[] args) {
		System.exit(new CommandLine(new LoadCommand()).execute(args));
	}

}
