package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What was seen of all front ends.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Matrix {

	private static final Path FILE = Path.of("..", "docs", "front-ends", "matrix.md");

	private static final Path SEEN = Path.of("target", "matrix.md");

	private static final String VERSION = "(?m)^Seen with .*$";

	private final List<Row> rows;

	private final Map<FrontEnd, String> versions = new LinkedHashMap<>();

	private final Map<Setup, Map<Row, Cell>> cells = new LinkedHashMap<>();

	Matrix(List<Row> rows) {
		this.rows = rows;
	}

	void add(FrontEnd frontEnd, String version) {
		this.versions.put(frontEnd, version);
	}

	void add(FrontEnd frontEnd, Setup setup, Row row, Cell cell) {
		this.cells.computeIfAbsent(setup, (key) -> new LinkedHashMap<>()).put(row, cell);
	}

	/**
	 * Compare with the user guide, or write it.
	 * @param complete whether all front ends were tried
	 */
	void compare(boolean complete) throws IOException {
		String seen = text();
		Files.writeString(SEEN, seen);
		assumeThat(complete && this.versions.keySet().stream().allMatch(this::isComplete))
			.as("all front ends were tried; what was seen of them is in " + SEEN)
			.isTrue();
		if (Boolean.getBoolean("matrix.write")) {
			Files.writeString(FILE, seen);
		}
		assertThat(Files.readString(FILE).replaceAll(VERSION, ""))
			.as("what 'mvn -pl front-end-tests -am verify -Dmatrix.write=true' writes to " + FILE)
			.isEqualTo(seen.replaceAll(VERSION, ""));
	}

	private boolean isComplete(FrontEnd frontEnd) {
		return frontEnd.setups().stream().allMatch((setup) -> cells(setup).size() == this.rows.size());
	}

	private Map<Row, Cell> cells(Setup setup) {
		return this.cells.getOrDefault(setup, Map.of());
	}

	private String text() {
		StringBuilder text = new StringBuilder(Introduction.TEXT);
		this.versions.forEach(
				(frontEnd, version) -> new MatrixSection(frontEnd, version, this.rows, this::cells).appendTo(text));
		return text.toString();
	}

}
