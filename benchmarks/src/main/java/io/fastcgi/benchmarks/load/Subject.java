package io.fastcgi.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

import io.fastcgi.frontend.ChildProcess;

/**
 * An application behind nginx.
 *
 * @param name its name in the results
 * @param uri where nginx serves it
 * @param application the application
 * @param nginx the front end
 * @author FastCGI Spring Boot maintainers
 */
record Subject(String name, URI uri, ChildProcess application, ChildProcess nginx) {

	/**
	 * Put it under load.
	 * @param wrk the load generator
	 * @param workload what is asked
	 * @param seconds how long
	 * @return what it took
	 */
	Sample measure(Wrk wrk, Workload workload, int seconds) throws IOException {
		Duration before = cpuTime();
		Wrk.Result result = wrk.run(this.uri, workload, seconds);
		Duration used = cpuTime().minus(before);
		return new Sample(used.toNanos() / 1000.0 / result.requests(), result.rate(), result.p99());
	}

	private Duration cpuTime() {
		return Stream.of(this.application, this.nginx)
			.flatMap((process) -> ProcessHandle.of(process.pid()).stream())
			.flatMap((process) -> Stream.concat(Stream.of(process), process.descendants()))
			.flatMap((process) -> process.info().totalCpuDuration().stream())
			.reduce(Duration.ZERO, Duration::plus);
	}

}
