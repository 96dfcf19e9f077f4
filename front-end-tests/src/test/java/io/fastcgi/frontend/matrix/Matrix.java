package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

	private static final String WRITTEN = "what 'mvn -pl front-end-tests -am verify -Dmatrix.write=true' writes to "
			+ FILE;

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
	 * Compare with the user guide, or write it. What one front end does is compared even
	 * if another is not there.
	 * @param frontEnds all front ends that were to be tried
	 */
	void compare(List<FrontEnd> frontEnds) throws IOException {
		List<FrontEnd> complete = frontEnds.stream().filter(this::isComplete).toList();
		Files.writeString(SEEN, Introduction.TEXT + text(frontEnds.stream().filter(this.versions::containsKey)));
		if (Boolean.getBoolean("matrix.write")) {
			write(frontEnds, complete);
		}
		String guide = Files.readString(FILE).replaceAll(VERSION, "");
		assertThat(guide).as(WRITTEN).startsWith(Introduction.TEXT);
		for (FrontEnd frontEnd : complete) {
			assertThat(section(guide, frontEnd)).as(WRITTEN)
				.isEqualTo(text(Stream.of(frontEnd)).replaceAll(VERSION, ""));
		}
		assumeThat(complete).as("front ends that were tried; what was seen of them is in " + SEEN).isEqualTo(frontEnds);
		assertThat(Pattern.compile("(?m)^## ").matcher(guide).results()).as("front ends in " + FILE)
			.hasSizeGreaterThanOrEqualTo(frontEnds.size());
	}

	private void write(List<FrontEnd> frontEnds, List<FrontEnd> complete) throws IOException {
		String guide = Files.readString(FILE);
		StringBuilder text = new StringBuilder(Introduction.TEXT);
		for (FrontEnd frontEnd : frontEnds) {
			text.append((complete.contains(frontEnd)) ? text(Stream.of(frontEnd)) : section(guide, frontEnd));
		}
		Files.writeString(FILE, text);
	}

	/**
	 * Return what a page says of a front end.
	 */
	private static String section(String page, FrontEnd frontEnd) {
		String heading = "\n## " + frontEnd.name() + "\n";
		int start = page.indexOf(heading);
		if (start == -1) {
			return "";
		}
		int end = page.indexOf("\n## ", start + 1);
		return page.substring(start, (end != -1) ? end : page.length());
	}

	private boolean isComplete(FrontEnd frontEnd) {
		return this.versions.containsKey(frontEnd)
				&& frontEnd.setups().stream().allMatch((setup) -> cells(setup).size() == this.rows.size());
	}

	private Map<Row, Cell> cells(Setup setup) {
		return this.cells.getOrDefault(setup, Map.of());
	}

	private String text(Stream<FrontEnd> frontEnds) {
		StringBuilder text = new StringBuilder();
		frontEnds.forEach((frontEnd) -> new MatrixSection(frontEnd, this.versions.get(frontEnd), this.rows, this::cells)
			.appendTo(text));
		return text.toString();
	}

}
