package io.fastcgi.frontend.matrix;

import java.time.Duration;
import java.util.List;

/**
 * What a setup does that others do not.
 *
 * @param outcomes how it comes out, more than one if that depends on the moment, or none
 * if it is not tried
 * @param reason why
 * @author FastCGI Spring Boot maintainers
 */
record Expectation(List<String> outcomes, String reason) {

	private static final Duration LONG = Duration.ofSeconds(10);

	/**
	 * For something that is known not to come.
	 */
	private static final Duration SHORT = Duration.ofSeconds(1);

	boolean isTried() {
		return !this.outcomes.isEmpty();
	}

	/**
	 * Return how long to wait for something that may not come.
	 * @return the time
	 */
	Duration patience() {
		return (this.outcomes.size() > 1) ? LONG : SHORT;
	}

	/**
	 * Return how it comes out, for readers of the matrix.
	 * @param outcome how it came out
	 * @return what does not depend on the moment
	 */
	String describe(String outcome) {
		return (this.outcomes.contains(outcome)) ? String.join(" or ", this.outcomes) : outcome;
	}

}
