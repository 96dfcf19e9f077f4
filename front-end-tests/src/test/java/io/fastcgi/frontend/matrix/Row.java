package io.fastcgi.frontend.matrix;

import org.jspecify.annotations.Nullable;

/**
 * Something that is tried with every front end.
 *
 * @param id what expectations call it
 * @param title what it is, for readers of the matrix
 * @param wanted how it has to come out unless a setup expects something else, or
 * {@code null} if every outcome is fine and only written down
 * @param observation how it is tried
 * @author FastCGI Spring Boot maintainers
 */
record Row(String id, String title, @Nullable String wanted, Observation observation) {

	/**
	 * Return something that has an outcome that everybody wants.
	 */
	static Row of(String id, String title, String wanted, Observation observation) {
		return new Row(id, title, wanted, observation);
	}

	/**
	 * Return something about which front ends may differ.
	 */
	static Row fact(String id, String title, Observation observation) {
		return new Row(id, title, null, observation);
	}

	/**
	 * Tries something.
	 */
	@FunctionalInterface
	interface Observation {

		/**
		 * Try it.
		 * @param subject the front end
		 * @return how it came out
		 */
		String observe(Subject subject) throws Exception;

	}

}
