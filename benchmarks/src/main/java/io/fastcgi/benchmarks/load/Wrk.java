package io.fastcgi.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.Programs;

/**
 * The load generator.
 *
 * @param program where wrk is
 * @param directory where its scripts go
 * @param connections how many connections it uses
 * @author FastCGI Spring Boot maintainers
 */
record Wrk(Path program, Path directory, int connections) {

	private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");

	private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");

	private static final Pattern P99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s)\\b");

	private static final Pattern TROUBLE = Pattern.compile("Socket errors:.*|Non-2xx or 3xx responses:.*");

	static Wrk find(Path directory, int connections) {
		return new Wrk(Programs.find("wrk", "wrk"), directory, connections);
	}

	/**
	 * Send requests for a while.
	 * @param server where to
	 * @param workload what
	 * @param seconds how long
	 * @return what wrk says
	 */
	Result run(URI server, Workload workload, int seconds) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(this.program.toString(), "--latency", "-t1", "-c" + this.connections, "-d" + seconds + "s"));
		if (workload.script() != null) {
			command.addAll(List.of("-s", script(workload.script()).toString()));
		}
		command.add(server.resolve(workload.path()).toString());
		try (ChildProcess process = ChildProcess.start(this.directory, command)) {
			process.awaitExit();
			String output = String.join("\n", process.output());
			if (TROUBLE.matcher(output).find()) {
				throw new IllegalStateException("Not every request was answered as it should be:\n" + output);
			}
			return new Result(Long.parseLong(find(REQUESTS, output).group(1)),
					Double.parseDouble(find(RATE, output).group(1)), millis(find(P99, output)));
		}
	}

	private Path script(String name) throws IOException {
		Path file = this.directory.resolve(name);
		if (!Files.exists(file)) {
			try (InputStream resource = Wrk.class.getResourceAsStream(name)) {
				Files.copy(resource, file);
			}
		}
		return file;
	}

	private static Matcher find(Pattern pattern, String output) {
		Matcher matcher = pattern.matcher(output);
		if (!matcher.find()) {
			throw new IllegalStateException("No '%s' in the output of wrk:\n%s".formatted(pattern, output));
		}
		return matcher;
	}

	private static double millis(Matcher p99) {
		double value = Double.parseDouble(p99.group(1));
		return switch (p99.group(2)) {
			case "us" -> value / 1000;
			case "ms" -> value;
			default -> value * 1000;
		};
	}

	/**
	 * What wrk has seen.
	 *
	 * @param requests how many requests were answered
	 * @param rate how many in a second
	 * @param p99 milliseconds within which 99 of 100 were answered
	 */
	record Result(long requests, double rate, double p99) {

	}

}
