package io.fastcgi.frontend.matrix;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that is tried with every front end.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Rows {

	private Rows() {
	}

	static List<Row> all() {
		return Stream
			.of(BodyRows.all(), HeaderRows.all(), PathRows.all(), ParamRows.all(), ResponseRows.all(), StreamRows.all(),
					TroubleRows.all())
			.flatMap(List::stream)
			.toList();
	}

}
