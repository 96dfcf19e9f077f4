package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
	 * Compare what was seen of a front end with the user guide, or write it.
	 * @param frontEnd the front end
	 */
	void compare(FrontEnd frontEnd) throws IOException {
		assumeThat(isComplete(frontEnd)).as("all rows were tried").isTrue();
		String seen = text(frontEnd);
		String guide = Files.readString(FILE);
		if (Boolean.getBoolean("matrix.write")) {
			String written = section(guide, frontEnd);
			guide = (written.isEmpty()) ? guide + seen : guide.replace(written, seen);
			Files.writeString(FILE, guide);
		}
		assertThat(section(guide, frontEnd).replaceAll(VERSION, "")).as(WRITTEN)
			.isEqualTo(seen.replaceAll(VERSION, ""));
	}

	/**
	 * Compare what stands around that, which is the same whatever was seen.
	 * @param frontEnds all front ends
	 */
	void compareFrame(List<FrontEnd> frontEnds) throws IOException {
		StringBuilder text = new StringBuilder(Introduction.TEXT);
		this.versions.keySet().forEach((frontEnd) -> text.append(text(frontEnd)));
		Files.writeString(SEEN, text);
		String guide = Files.readString(FILE);
		if (Boolean.getBoolean("matrix.write")) {
			StringBuilder written = new StringBuilder(Introduction.TEXT);
			for (FrontEnd frontEnd : frontEnds) {
				written.append(section(guide, frontEnd));
			}
			guide = written.toString();
			Files.writeString(FILE, guide);
		}
		assertThat(guide).as(WRITTEN).startsWith(Introduction.TEXT);
		assertThat(Pattern.compile("(?m)^## (.*)$").matcher(guide).results().map((match) -> match.group(1)))
			.containsExactlyElementsOf(frontEnds.stream().map(FrontEnd::name).toList());
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

	private String text(FrontEnd frontEnd) {
		StringBuilder text = new StringBuilder();
		new MatrixSection(frontEnd, this.versions.get(frontEnd), this.rows, this::cells).appendTo(text);
		return text.toString();
	}

}
