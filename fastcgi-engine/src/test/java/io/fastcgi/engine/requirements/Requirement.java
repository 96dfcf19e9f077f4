package io.fastcgi.engine.requirements;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is asked of the product.
 *
 * @param number by which tests quote it
 * @param level how much it is asked for
 * @param text what is asked for
 * @param state whether it is done
 * @param answer what is done about it
 * @author FastCGI Spring Boot maintainers
 */
record Requirement(String number, Level level, String text, State state, String answer) {

	/**
	 * Reads {@code requirements.txt}.
	 * @return all requirements in their order
	 */
	static List<Requirement> all() throws IOException {
		try (InputStream file = Requirement.class.getResourceAsStream("/requirements.txt")) {
			String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
			return text.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map(Requirement::parse)
				.toList();
		}
	}

	private static Requirement parse(String line) {
		String[] columns = line.split(" \\| ");
		if (columns.length != 5) {
			throw new IllegalArgumentException("Five columns expected: " + line);
		}
		return new Requirement(columns[0], Level.valueOf(columns[1]), columns[2],
				State.valueOf(columns[3].toUpperCase()), columns[4]);
	}

	boolean needsTest() {
		return this.level != Level.S;
	}

	/**
	 * The specification obliges or recommends, practice demands, or an attack is to be
	 * withstood.
	 */
	enum Level {

		M, S, P, A

	}

	enum State {

		DONE, REFUSED, HANDLER

	}

}
