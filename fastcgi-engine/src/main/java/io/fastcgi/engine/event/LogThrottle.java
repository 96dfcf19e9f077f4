package io.fastcgi.engine.event;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Lets a few log lines a second pass and counts the others.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class LogThrottle {

	private static final int LINES_PER_SECOND = 10;

	private long second;

	private int lines;

	private long suppressed;

	/**
	 * Log unless there were too many lines this second.
	 * @param line writes the line, given what to put at its end
	 */
	void log(Consumer<String> line) {
		String suffix = admit(System.nanoTime() / 1_000_000_000);
		if (suffix != null) {
			line.accept(suffix);
		}
	}

	private synchronized @Nullable String admit(long now) {
		if (now != this.second) {
			this.second = now;
			this.lines = 0;
		}
		if (this.lines == LINES_PER_SECOND) {
			this.suppressed++;
			return null;
		}
		this.lines++;
		String suffix = (this.suppressed > 0) ? " (%d more like this were not logged)".formatted(this.suppressed) : "";
		this.suppressed = 0;
		return suffix;
	}

}
