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
		Duration applicationBefore = cpuTime(this.application);
		Duration nginxBefore = cpuTime(this.nginx);
		Wrk.Result result = wrk.run(this.uri, workload, seconds);
		double application = microseconds(cpuTime(this.application).minus(applicationBefore), result);
		double nginx = microseconds(cpuTime(this.nginx).minus(nginxBefore), result);
		return new Sample(application + nginx, application, result.rate(), result.p99());
	}

	private static double microseconds(Duration used, Wrk.Result result) {
		return used.toNanos() / 1000.0 / result.requests();
	}

	private static Duration cpuTime(ChildProcess process) {
		return ProcessHandle.of(process.pid())
			.stream()
			.flatMap((handle) -> Stream.concat(Stream.of(handle), handle.descendants()))
			.flatMap((handle) -> handle.info().totalCpuDuration().stream())
			.reduce(Duration.ZERO, Duration::plus);
	}

}
