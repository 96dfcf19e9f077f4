package io.fastcgi.frontend.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What was seen of one front end, as Markdown.
 *
 * @param frontEnd the front end
 * @param version its version
 * @param rows what was tried
 * @param cells what was seen of each setup
 * @author FastCGI Spring Boot maintainers
 */
record MatrixSection(FrontEnd frontEnd, String version, List<Row> rows, Function<Setup, Map<Row, Cell>> cells) {

	void appendTo(StringBuilder text) {
		text.append("\n## ")
			.append(this.frontEnd.name())
			.append("\n\nSeen with ")
			.append(this.version)
			.append(".\n\n|");
		for (Setup setup : this.frontEnd.setups()) {
			text.append(" | ").append(setup.title());
		}
		text.append(" |\n|").append(" --- |".repeat(this.frontEnd.setups().size() + 1)).append('\n');
		List<String> reasons = new ArrayList<>();
		for (Row row : this.rows) {
			text.append("| ").append(row.title());
			for (Setup setup : this.frontEnd.setups()) {
				text.append(" | ").append(cell(this.cells.apply(setup).get(row), reasons));
			}
			text.append(" |\n");
		}
		text.append('\n');
		for (int i = 0; i < reasons.size(); i++) {
			text.append("%d. %s%n".formatted(i + 1, reasons.get(i)));
		}
	}

	private static String cell(Cell cell, List<String> reasons) {
		if (cell == null) {
			return "";
		}
		if (cell.reason() == null) {
			return cell.outcome();
		}
		if (!reasons.contains(cell.reason())) {
			reasons.add(cell.reason());
		}
		return "%s (%d)".formatted(cell.outcome(), reasons.indexOf(cell.reason()) + 1);
	}

}
