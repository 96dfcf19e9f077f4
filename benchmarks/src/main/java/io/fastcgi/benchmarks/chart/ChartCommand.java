package io.fastcgi.benchmarks.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws a chart next to each file with numbers.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ChartCommand {

	private ChartCommand() {
	}

	/**
	 * Draw the charts.
	 * @param args the directory
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] args) throws IOException {
		for (Path numbers : numbers(Path.of(args[0]))) {
			Files.writeString(chartOf(numbers), BarChart.read(numbers).toSvg());
		}
	}

	static List<Path> numbers(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(".csv")).sorted().toList();
		}
	}

	static Path chartOf(Path numbers) {
		return numbers.resolveSibling(numbers.getFileName().toString().replace(".csv", ".svg"));
	}

}
