package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What was seen of a front end.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Matrix {

	private static final Path SEEN = Path.of("target", "matrix");

	private static final String VERSION = "(?m)^Seen with .*$";

	private final FrontEnd frontEnd;

	private final List<Row> rows;

	private final Map<Setup, Map<Row, Cell>> cells = new LinkedHashMap<>();

	private @Nullable String version;

	Matrix(FrontEnd frontEnd, List<Row> rows) {
		this.frontEnd = frontEnd;
		this.rows = rows;
	}

	void askVersion() throws Exception {
		this.version = this.frontEnd.version().ask();
	}

	void add(Setup setup, Row row, Cell cell) {
		this.cells.computeIfAbsent(setup, (key) -> new LinkedHashMap<>()).put(row, cell);
	}

	/**
	 * Compare what was seen with the user guide, or write it there.
	 */
	void compare() throws IOException {
		assumeThat(isComplete()).as("all rows were tried").isTrue();
		String seen = text();
		Files.createDirectories(SEEN);
		Files.writeString(SEEN.resolve(this.frontEnd.name() + ".md"), seen);
		MatrixPage.write(this.frontEnd, seen);
		assertThat(MatrixPage.read().section(this.frontEnd).replaceAll(VERSION, "")).as(MatrixPage.WRITTEN)
			.isEqualTo(seen.replaceAll(VERSION, ""));
	}

	private boolean isComplete() {
		return this.version != null
				&& this.frontEnd.setups().stream().allMatch((setup) -> cells(setup).size() == this.rows.size());
	}

	private Map<Row, Cell> cells(Setup setup) {
		return this.cells.getOrDefault(setup, Map.of());
	}

	private String text() {
		StringBuilder text = new StringBuilder();
		new MatrixSection(this.frontEnd, this.version, this.rows, this::cells).appendTo(text);
		return text.toString();
	}

}
