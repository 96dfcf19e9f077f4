package io.fastcgi.frontend.matrix;

import java.time.Duration;

/**
 * How long to wait for something that may not come.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Waits {

	/**
	 * For something that is wanted: longer than it takes, even on a machine that is busy.
	 */
	static final Duration WANTED = Duration.ofSeconds(10);

	/**
	 * For something that is known not to come: long enough to see it if it did.
	 */
	static final Duration NOT_EXPECTED = Duration.ofSeconds(5);

	/**
	 * For something that comes with some and not with others. Who waits for it waits in
	 * vain half of the time.
	 */
	static final Duration UNKNOWN = Duration.ofSeconds(3);

	private Waits() {
	}

	/**
	 * Return what "no" means, for the title of a row that waits.
	 * @return the words
	 */
	static String meaningOfNo() {
		return " (no: not within %d s)".formatted(NOT_EXPECTED.toSeconds());
	}

}
