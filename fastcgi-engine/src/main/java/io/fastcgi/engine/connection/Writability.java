package io.fastcgi.engine.connection;

import java.util.function.Consumer;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Tells a writer when it can go on.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Writability {

	private final OutputQueue output;

	private final EventExecutor eventLoop;

	private final Consumer<Throwable> onFailure;

	private @Nullable Runnable callback;

	private boolean waiting;

	Writability(OutputQueue output, EventExecutor eventLoop, Consumer<Throwable> onFailure) {
		this.output = output;
		this.eventLoop = eventLoop;
		this.onFailure = onFailure;
	}

	boolean isWritable() {
		if (this.output.isWritable()) {
			return true;
		}
		synchronized (this) {
			this.waiting = true;
		}
		if (this.output.isWritable()) {
			// It changed before anybody could know that somebody waits.
			Callbacks.run(this.eventLoop, this::changed);
		}
		return false;
	}

	void onWritable(Runnable callback) {
		synchronized (this) {
			this.callback = callback;
			if (!this.waiting) {
				return;
			}
		}
		Callbacks.run(this.eventLoop, this::changed);
	}

	/**
	 * Note that the output may take more. Called on the event loop.
	 */
	void changed() {
		Runnable callback;
		synchronized (this) {
			if (!this.waiting || this.callback == null || !this.output.isWritable()) {
				return;
			}
			this.waiting = false;
			callback = this.callback;
		}
		try {
			callback.run();
		}
		catch (Throwable ex) {
			this.onFailure.accept(ex);
		}
	}

}
