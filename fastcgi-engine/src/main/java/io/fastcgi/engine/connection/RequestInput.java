package io.fastcgi.engine.connection;

import org.jspecify.annotations.Nullable;

/**
 * What a request gets from the front end besides its params.
 *
 * @param stdin the body
 * @param data the file to filter, {@code null} unless the role is {@code FILTER}
 * @author FastCGI Spring Boot maintainers
 */
record RequestInput(InputQueue stdin, @Nullable InputQueue data) {

	/**
	 * Throw away what is there and what may still come.
	 */
	void discard() {
		this.stdin.discard();
		if (this.data != null) {
			this.data.discard();
		}
	}

	/**
	 * Return whether somebody waits for input that has not come.
	 * @return whether it is the front end's turn
	 */
	boolean isAwaited() {
		return this.stdin.isAwaited() || (this.data != null && this.data.isAwaited());
	}

	/**
	 * Return how much has come.
	 * @return the number of bytes
	 */
	long received() {
		return this.stdin.received() + ((this.data != null) ? this.data.received() : 0);
	}

	/**
	 * Return how often somebody has tried to read.
	 * @return the number of times
	 */
	long reads() {
		return this.stdin.reads() + ((this.data != null) ? this.data.reads() : 0);
	}

	boolean has(InputQueue stream) {
		return this.stdin == stream || this.data == stream;
	}

}
