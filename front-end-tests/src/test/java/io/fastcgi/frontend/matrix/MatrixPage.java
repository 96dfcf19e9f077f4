package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The page of the user guide that has what was seen of all front ends.
 *
 * @param text its text
 * @author FastCGI Spring Boot maintainers
 */
record MatrixPage(String text) {

	private static final Path FILE = Path.of("..", "docs", "front-ends", "matrix.md");

	private static final Pattern HEADING = Pattern.compile("(?m)^## (.*)$");

	private static final boolean WRITES = Boolean.getBoolean("matrix.write");

	static final String WRITTEN = "what 'mvn -pl front-end-tests -am verify -Dmatrix.write=true' writes to " + FILE;

	static synchronized MatrixPage read() throws IOException {
		return new MatrixPage(Files.readString(FILE));
	}

	/**
	 * Write what was seen of a front end, if that is asked for. Others are being seen at
	 * the same time.
	 * @param frontEnd the front end
	 * @param seen what was seen
	 */
	static synchronized void write(FrontEnd frontEnd, String seen) throws IOException {
		if (WRITES) {
			MatrixPage page = read();
			String section = page.section(frontEnd);
			Files.writeString(FILE, (section.isEmpty()) ? page.text() + seen : page.text().replace(section, seen));
		}
	}

	/**
	 * Write what stands around that, if that is asked for.
	 * @param frontEnds the front ends, in their order
	 */
	static synchronized void writeFrame(List<FrontEnd> frontEnds) throws IOException {
		if (WRITES) {
			MatrixPage page = read();
			StringBuilder text = new StringBuilder(Introduction.TEXT);
			frontEnds.forEach((frontEnd) -> text.append(page.section(frontEnd)));
			Files.writeString(FILE, text);
		}
	}

	/**
	 * Return what the page says of a front end.
	 * @param frontEnd the front end
	 * @return its section, empty if there is none
	 */
	String section(FrontEnd frontEnd) {
		String heading = "\n## " + frontEnd.name() + "\n";
		int start = this.text.indexOf(heading);
		if (start == -1) {
			return "";
		}
		int end = this.text.indexOf("\n## ", start + 1);
		return this.text.substring(start, (end != -1) ? end : this.text.length());
	}

	List<String> headings() {
		return HEADING.matcher(this.text).results().map((MatchResult match) -> match.group(1)).toList();
	}

}
