package io.fastcgi.spring.handler;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import io.fastcgi.engine.exchange.AbortReason;
import org.jspecify.annotations.Nullable;

/**
 * Tells a handler that nobody waits for its answer any more: a parameter of this type
 * follows its request. A request that is answered is not cancelled.
 * <p>
 * The thread of a handler is interrupted as well; this is for what does not notice, such
 * as a loop that computes, and for work that was handed to somebody else.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public interface Cancellation {

	/**
	 * Return whether the request was aborted.
	 * @return whether to stop
	 */
	default boolean isCancelled() {
		return reason() != null;
	}

	/**
	 * Return why the request was aborted.
	 * @return the reason or {@code null} if it was not
	 */
	@Nullable AbortReason reason();

	/**
	 * Add what is called on the event loop when the request is aborted; at once if it was
	 * already. It must not block.
	 * @param callback what to call
	 */
	void onCancel(Consumer<AbortReason> callback);

	/**
	 * Stop here if the request was aborted.
	 * @throws CancellationException if it was
	 */
	default void throwIfCancelled() {
		AbortReason reason = reason();
		if (reason != null) {
			throw new CancellationException("The request was aborted: " + reason);
		}
	}

}
