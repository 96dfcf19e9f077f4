package io.fastcgi.spring.handler.argument;

import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * {@link PublishedSource} of what is there already.
 *
 * @param values the values
 * @param <T> the type of the values
 * @author FastCGI Spring Boot maintainers
 */
record ValueSource<T>(Iterator<T> values) implements PublishedSource<T> {

	@Override
	public @Nullable T next() {
		return (this.values.hasNext()) ? this.values.next() : null;
	}

	@Override
	public boolean isComplete() {
		return true;
	}

	@Override
	public void onReady(Runnable callback) {
		// Nothing to wait for.
	}

}
