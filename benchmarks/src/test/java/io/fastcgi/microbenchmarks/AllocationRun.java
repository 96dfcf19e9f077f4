package io.fastcgi.microbenchmarks;

import java.util.SortedMap;
import java.util.TreeMap;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all benchmarks for what they allocate. They run so and so many times, not for a
 * while, and the JVM waits for its compiler ({@code -Xbatch} in the pom): a busy machine
 * takes longer, but gets the same numbers. There are no forks, which would take minutes;
 * what they would measure differs by a few percent.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class AllocationRun {

	private static final int WARM_UP = 10_000;

	private static final int MEASURED = 2_000;

	/**
	 * Measure.
	 * @return the bytes that an operation allocates, by the names of the benchmarks
	 * @throws RunnerException if a benchmark fails
	 */
	SortedMap<String, Long> measure() throws RunnerException {
		OptionsBuilder options = new OptionsBuilder();
		options.forks(0)
			.mode(Mode.SingleShotTime)
			.warmupIterations(2)
			.warmupBatchSize(WARM_UP)
			.measurementIterations(2)
			.measurementBatchSize(MEASURED)
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT);
		SortedMap<String, Long> bytes = new TreeMap<>();
		for (RunResult result : new Runner(options.build()).run()) {
			String benchmark = result.getParams().getBenchmark();
			bytes.put(benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1),
					bytesPerOperation(result));
		}
		return bytes;
	}

	// The least, because what happens now and then, and late, does not belong to an
	// operation
	private static long bytesPerOperation(RunResult result) {
		return result.getBenchmarkResults()
			.stream()
			.flatMap((fork) -> fork.getIterationResults().stream())
			.mapToLong((iteration) -> Math.round(bytes(iteration) / MEASURED))
			.min()
			.orElseThrow();
	}

	private static double bytes(IterationResult iteration) {
		return iteration.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
	}

}
