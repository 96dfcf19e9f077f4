package io.fastcgi.engine.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.fastcgi.engine.exchange.AbortReason;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever wants to know that a request was aborted, also those who come later.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class AbortCallbacks {

	private final EventExecutor eventLoop;

	private final Consumer<Throwable> onFailure;

	/**
	 * Most requests have none or one.
	 */
	private List<Consumer<AbortReason>> callbacks = List.of();

	private @Nullable AbortReason reason;

	/**
	 * Create the callbacks of a request.
	 * @param eventLoop where those who come later are told
	 * @param onFailure takes exceptions of the callbacks
	 */
	AbortCallbacks(EventExecutor eventLoop, Consumer<Throwable> onFailure) {
		this.eventLoop = eventLoop;
		this.onFailure = onFailure;
	}

	void add(Consumer<AbortReason> callback) {
		AbortReason reason;
		synchronized (this) {
			reason = this.reason;
			if (reason == null) {
				add(callback, this.callbacks);
				return;
			}
		}
		Callbacks.run(this.eventLoop, () -> tell(callback, reason));
	}

	private void add(Consumer<AbortReason> callback, List<Consumer<AbortReason>> before) {
		if (before.isEmpty()) {
			this.callbacks = List.of(callback);
			return;
		}
		List<Consumer<AbortReason>> all = new ArrayList<>(before);
		all.add(callback);
		this.callbacks = all;
	}

	/**
	 * Note that the request is aborted. It is left to the caller to {@link #tell}, once
	 * it has ended the request.
	 * @param reason the reason
	 */
	synchronized void aborted(AbortReason reason) {
		this.reason = reason;
	}

	/**
	 * Tell those who came before the request was aborted. Nobody is added any more.
	 * @param reason the reason
	 */
	void tell(AbortReason reason) {
		this.callbacks.forEach((callback) -> tell(callback, reason));
	}

	private void tell(Consumer<AbortReason> callback, AbortReason reason) {
		try {
			callback.accept(reason);
		}
		catch (Throwable ex) {
			this.onFailure.accept(ex);
		}
	}

}
