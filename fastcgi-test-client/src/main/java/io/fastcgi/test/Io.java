package io.fastcgi.test;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.jspecify.annotations.Nullable;

/**
 * Runs what does I/O, so that the public API needs no checked exceptions.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Io {

	private Io() {
	}

	static <T extends @Nullable Object> T call(Call<T> call) {
		try {
			return call.perform();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void run(Action action) {
		try {
			action.perform();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * I/O with a result.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Call<T extends @Nullable Object> {

		T perform() throws IOException;

	}

	/**
	 * I/O without a result.
	 */
	@FunctionalInterface
	interface Action {

		void perform() throws IOException;

	}

}
