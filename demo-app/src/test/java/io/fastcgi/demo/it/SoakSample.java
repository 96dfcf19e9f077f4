package io.fastcgi.demo.it;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the demo takes of the machine at a moment when nobody wants anything of it.
 *
 * @param seconds how long it has been under load
 * @param heap bytes on the heap after a garbage collection
 * @param netty bytes of direct memory that Netty's allocator has
 * @param direct bytes of all direct buffers
 * @param descriptors open descriptors
 * @param threads threads
 * @param resident memory of the whole process in kilobytes
 * @author FastCGI Spring Boot maintainers
 */
record SoakSample(long seconds, long heap, long netty, long direct, long descriptors, long threads, long resident) {

	static final String HEADER = "seconds | heap MB | Netty MB | direct MB | descriptors | threads | resident MB";

	private static final long HEAP_MARGIN = 1_000_000;

	private static final long DIRECT_MARGIN = 4_000_000;

	private static final long DESCRIPTORS_MARGIN = 2;

	private static final long THREADS_MARGIN = 8;

	static SoakSample take(long seconds, DemoProcess demo) throws Exception {
		Actuator actuator = demo.actuator();
		actuator.awaitMeter("fastcgi.server.requests.in.flight", (requests) -> requests == 0);
		actuator.awaitMeter("fastcgi.server.connections.active", (connections) -> connections == 0);
		// The collector closes files that were forgotten, so it must not come first
		long descriptors = demo.descriptors();
		demo.collectGarbage();
		return new SoakSample(seconds, (long) actuator.meter("jvm.memory.used", "area:heap"),
				(long) actuator.meter("netty.allocator.memory.used", "memory.type:direct"),
				(long) actuator.meter("jvm.buffer.memory.used", "id:direct"), descriptors, demo.threads(),
				demo.residentKilobytes());
	}

	void assertFlatSince(SoakSample first) {
		assertThat(this.netty).as("Netty's memory").isPositive();
		assertThat(this.heap - first.heap).as("growth of the heap").isLessThan(HEAP_MARGIN);
		assertThat(this.netty - first.netty).as("growth of Netty's memory").isLessThan(DIRECT_MARGIN);
		assertThat(this.direct - first.direct).as("growth of direct memory").isLessThan(DIRECT_MARGIN);
		assertThat(this.descriptors - first.descriptors).as("more descriptors").isLessThan(DESCRIPTORS_MARGIN);
		assertThat(this.threads - first.threads).as("more threads").isLessThan(THREADS_MARGIN);
	}

	@Override
	public String toString() {
		return "%7d | %7.1f | %8.1f | %9.1f | %11d | %7d | %11d".formatted(this.seconds, this.heap / 1e6,
				this.netty / 1e6, this.direct / 1e6, this.descriptors, this.threads, this.resident / 1000);
	}

}
