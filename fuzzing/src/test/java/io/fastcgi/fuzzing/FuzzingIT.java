package io.fastcgi.fuzzing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.Jazzer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the fuzzer on each target in a process of its own. Without
 * {@code -Dfuzz.seconds=…} it tries a fixed number of inputs with a fixed seed, which
 * takes seconds; with it, it goes on from where it was the last time.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FuzzingIT {

	private static final Path OUTPUT = Path.of("target", "fuzzing");

	private static final int SEED = 20_260_101;

	private static final int SHORT_RUN_SECONDS = 120;

	private @Nullable Process process;

	static Stream<Target> targets() {
		String only = System.getProperty("fuzz.target", "");
		List<Target> targets = Arrays.stream(Target.values())
			.filter((target) -> only.isEmpty() || only.equals(target.label()))
			.toList();
		assertThat(targets)
			.as("fuzz.target=%s must be one of %s", only, Arrays.stream(Target.values()).map(Target::label).toList())
			.isNotEmpty();
		return targets.stream();
	}

	@AfterEach
	void destroy() {
		if (this.process != null) {
			this.process.destroyForcibly();
		}
	}

	/**
	 * SEC-39.
	 */
	@ParameterizedTest
	@MethodSource("targets")
	void nothingIsFound(Target target) throws Exception {
		String seconds = System.getProperty("fuzz.seconds", "");
		boolean shortRun = seconds.isEmpty();
		Path found = OUTPUT.resolve(target.label() + (shortRun ? "-short" : ""));
		Path log = found.resolveSibling(found.getFileName() + ".log");
		Path crashes = OUTPUT.resolve("crashes").resolve(target.label());
		prepare(found, shortRun);
		Files.createDirectories(crashes);
		List<String> command = command(target, found, crashes);
		if (shortRun) {
			// It ends before the other compiler would pay.
			command.add(1, "-XX:TieredStopAtLevel=1");
		}
		command.addAll(shortRun ? List.of("-seed=" + SEED, "-runs=" + target.shortRuns())
				: List.of("-max_total_time=" + seconds, "-reload=0"));
		run(command, log, shortRun ? SHORT_RUN_SECONDS : Long.parseLong(seconds) + SHORT_RUN_SECONDS);
	}

	/**
	 * What a short run found must not make the next one another.
	 */
	private static void prepare(Path found, boolean shortRun) throws IOException {
		Files.createDirectories(found);
		if (shortRun) {
			try (Stream<Path> files = Files.list(found)) {
				for (Path file : files.toList()) {
					Files.delete(file);
				}
			}
		}
	}

	private static List<String> command(Target target, Path found, Path crashes) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx1g", "-XX:-OmitStackTraceInFastThrow", "-cp", System.getProperty("java.class.path"),
				Jazzer.class.getName(), "--target_class=" + target.type().getName(),
				"--instrumentation_includes=io.fastcgi.engine.**", "--custom_hook_includes=io.fastcgi.engine.**",
				"--reproducer_path=" + crashes, "-artifact_prefix=" + crashes + File.separator,
				"-dict=" + Corpus.dictionary(), "-max_len=" + target.maxLength(), "-timeout=10", "-rss_limit_mb=0",
				"-print_final_stats=1", found.toString()));
		target.formats().forEach((format) -> command.add(Corpus.folder(format).toString()));
		return command;
	}

	private void run(List<String> command, Path log, long timeoutSeconds) throws Exception {
		Process started = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		this.process = started;
		assertThat(started.waitFor(timeoutSeconds, TimeUnit.SECONDS)).as("ends in time, see %s", log).isTrue();
		assertThat(started.exitValue()).as("exit code; %s ends with%n%s", log, tail(log)).isZero();
	}

	private static String tail(Path log) throws IOException {
		List<String> lines = Files.readAllLines(log);
		return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
	}

}
