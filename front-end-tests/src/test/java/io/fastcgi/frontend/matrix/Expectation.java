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

	boolean isTried() {
		return !this.outcomes.isEmpty();
	}

	/**
	 * Return how long to wait for something that may not come.
	 * @return the time
	 */
	Duration patience() {
		return (this.outcomes.size() > 1) ? Waits.WANTED : Waits.NOT_EXPECTED;
	}

	/**
	 * Return how it comes out, for readers of the matrix.
	 * @param outcome how it came out
	 * @return what was seen, or openly what is allowed if that depends on the moment
	 */
	String describe(String outcome) {
		if (this.outcomes.size() < 2 || !this.outcomes.contains(outcome)) {
			return outcome;
		}
		return "differs from time to time: " + String.join(" or ", this.outcomes);
	}

}
