package io.fastcgi.spring.handler.argument;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Where the items of a {@link SourcePublisher} come from. It is asked on demand, by one
 * thread at a time.
 *
 * @param <T> the type of the items
 * @author FastCGI Spring Boot maintainers
 */
interface PublishedSource<T> {

	/**
	 * Return the next item.
	 * @return the item or {@code null} if there is none now
	 * @throws IOException if there will be none because something went wrong
	 */
	@Nullable T next() throws IOException;

	/**
	 * Return whether there will be no more, after {@link #next()} returned {@code null}.
	 * @return whether this is the end
	 */
	boolean isComplete();

	/**
	 * Set what is called when there may be an item, after {@link #next()} returned
	 * {@code null}.
	 * @param callback what to call
	 */
	void onReady(Runnable callback);

}
