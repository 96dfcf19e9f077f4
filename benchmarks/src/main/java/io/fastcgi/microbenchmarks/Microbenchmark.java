package io.fastcgi.microbenchmarks;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How all benchmarks run: on a thread of an event loop, because what Netty pools depends
 * on that, and without the sampling of leaks, which allocates now and then.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = { "-Xms256m", "-Xmx256m", "-Dio.netty.leakDetection.level=disabled", "-Djmh.executor=CUSTOM",
		"-Djmh.executor.class=io.fastcgi.microbenchmarks.EventLoops" })
public abstract class Microbenchmark {

}
