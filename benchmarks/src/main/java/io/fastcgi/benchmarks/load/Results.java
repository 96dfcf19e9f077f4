package io.fastcgi.benchmarks.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What all rounds have shown.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Results {

	private final Map<String, Map<String, List<Sample>>> samples = new LinkedHashMap<>();

	void add(Workload workload, Subject subject, Sample sample) {
		this.samples.computeIfAbsent(workload.name(), (key) -> new LinkedHashMap<>())
			.computeIfAbsent(subject.name(), (key) -> new ArrayList<>())
			.add(sample);
	}

	/**
	 * Return a table in Markdown: medians with the least and the most, and the ratio to
	 * the first subject.
	 * @return the table
	 */
	String table() {
		StringBuilder table = new StringBuilder("""
				| | CPU for a request | ratio | of it the application | ratio | requests/s | p99 |
				|---|---|---|---|---|---|---|
				""");
		this.samples.forEach((workload, subjects) -> {
			table.append("| **%s** | | | | | | |\n".formatted(workload));
			List<Sample> base = subjects.values().iterator().next();
			subjects.forEach((subject, rounds) -> table.append(row(subject, rounds, base)));
		});
		return table.toString();
	}

	private static String row(String subject, List<Sample> rounds, List<Sample> base) {
		Spread cpu = Spread.of(rounds, Sample::cpu);
		Spread application = Spread.of(rounds, Sample::application);
		Spread p99 = Spread.of(rounds, Sample::p99);
		return String.format(Locale.ROOT, "| %s | %s | %.2f | %s | %.2f | %,.0f | %s |\n", subject, cpu.in("µs"),
				cpu.median() / Spread.of(base, Sample::cpu).median(), application.in("µs"),
				application.median() / Spread.of(base, Sample::application).median(),
				Spread.of(rounds, Sample::rate).median(), p99.in("ms"));
	}

	/**
	 * Median, least and most of some numbers.
	 *
	 * @param median the one in the middle
	 * @param least the least
	 * @param most the most
	 */
	private record Spread(double median, double least, double most) {

		static Spread of(List<Sample> samples, ToDoubleFunction<Sample> number) {
			double[] sorted = samples.stream().mapToDouble(number).sorted().toArray();
			return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
		}

		String in(String unit) {
			return String.format(Locale.ROOT, "%.1f %s (%.1f–%.1f)", this.median, unit, this.least, this.most);
		}

	}

}
