package io.fastcgi.microbenchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * The bytes that each benchmark allocates for an operation, as they are in the sources.
 *
 * @param bytes the recorded bytes
 * @author FastCGI Spring Boot maintainers
 */
record RecordedAllocations(Properties bytes) {

	private static final Path FILE = Path.of("src/test/resources/allocations.properties");

	private static final double GROWTH = 1.1;

	/**
	 * Less than an object: what JMH itself allocates is spread over the operations.
	 */
	private static final long SLACK = 8;

	static RecordedAllocations read() throws IOException {
		Properties bytes = new Properties();
		if (Files.exists(FILE)) {
			try (Reader reader = Files.newBufferedReader(FILE)) {
				bytes.load(reader);
			}
		}
		return new RecordedAllocations(bytes);
	}

	static void write(SortedMap<String, Long> measured) throws IOException {
		List<String> lines = new ArrayList<>();
		lines.add("# Bytes that an operation allocates, with Java 17. AllocationTests writes and checks this file.");
		measured.forEach((benchmark, bytes) -> lines.add(benchmark + "=" + bytes));
		Files.write(FILE, lines);
	}

	/**
	 * Compare.
	 * @param benchmark the name of the benchmark
	 * @param measured the bytes that it allocates
	 * @param complaints takes a complaint if there is reason for one
	 */
	void complainAbout(String benchmark, long measured, Consumer<String> complaints) {
		String recorded = this.bytes.getProperty(benchmark);
		if (recorded == null) {
			complaints.accept("%s allocates %d bytes, and nothing is recorded".formatted(benchmark, measured));
			return;
		}
		long limit = (long) (Long.parseLong(recorded) * GROWTH) + SLACK;
		if (measured > limit) {
			complaints.accept("%s allocates %d bytes in place of %s; %d would have been tolerated".formatted(benchmark,
					measured, recorded, limit));
		}
	}

}
