package io.fastcgi.engine.attack;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.util.internal.PlatformDependent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a process holds that an attack might make it keep.
 *
 * @param threads the live threads
 * @param descriptors the number of open file descriptors
 * @param directMemory the number of bytes outside of the heap
 * @param heap the number of bytes in use after garbage collection
 * @author FastCGI Spring Boot maintainers
 */
record Resources(Set<String> threads, long descriptors, long directMemory, long heap) {

	/**
	 * The virtual machine opens a library now and then.
	 */
	private static final int SPARE_DESCRIPTORS = 2;

	/**
	 * Netty keeps chunks for the next buffers; large attacks take several times as much.
	 */
	private static final long SPARE_DIRECT_MEMORY = 32 * 1024 * 1024;

	private static final long SPARE_HEAP = 8 * 1024 * 1024;

	static Resources now() {
		System.gc();
		Set<String> threads = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map((thread) -> thread.getName() + "#" + thread.getId())
			.collect(Collectors.toSet());
		UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return new Resources(threads, system.getOpenFileDescriptorCount(), directMemoryInUse(),
				ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
	}

	static long directMemoryInUse() {
		long ofBuffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
		return ofBuffers + Math.max(0, PlatformDependent.usedDirectMemory());
	}

	void assertBackWhereTheyWere(Resources before) {
		Set<String> newThreads = new HashSet<>(this.threads);
		newThreads.removeAll(before.threads);
		assertThat(newThreads).as("threads that were not there before").isEmpty();
		assertThat(this.descriptors).as("file descriptors").isLessThanOrEqualTo(before.descriptors + SPARE_DESCRIPTORS);
		assertThat(this.directMemory).as("direct memory")
			.isLessThanOrEqualTo(before.directMemory + SPARE_DIRECT_MEMORY);
		assertThat(this.heap).as("heap").isLessThanOrEqualTo(before.heap + SPARE_HEAP);
	}

}
