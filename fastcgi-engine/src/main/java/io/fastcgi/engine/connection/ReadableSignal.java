package io.fastcgi.engine.connection;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Tells a reader when it can go on. The lock is that of the stream, whose state decides
 * whether there is something to tell.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ReadableSignal {

	private final Object lock;

	private boolean waiting = true;

	private @Nullable Runnable callback;

	private @Nullable Consumer<Throwable> onFailure;

	ReadableSignal(Object lock) {
		this.lock = lock;
	}

	/**
	 * Set who is told, the next time and each time after it waited again. Called with the
	 * lock.
	 * @param callback what to call
	 */
	void set(Runnable callback) {
		this.callback = callback;
		this.waiting = true;
	}

	/**
	 * Set who is told of failures. Called with the lock.
	 * @param onFailure takes the exceptions
	 */
	void onFailure(Consumer<Throwable> onFailure) {
		this.onFailure = onFailure;
	}

	/**
	 * Note that the reader found nothing. Called with the lock.
	 */
	void await() {
		this.waiting = true;
	}

	/**
	 * Return whether there is a reader that waits. Called with the lock.
	 * @return whether the reader is to be told
	 */
	boolean isAwaited() {
		return this.waiting && this.callback != null;
	}

	/**
	 * Tell the reader if it waits. Called without the lock.
	 */
	void fire() {
		Runnable callback;
		synchronized (this.lock) {
			if (!this.waiting || this.callback == null) {
				return;
			}
			this.waiting = false;
			callback = this.callback;
		}
		try {
			callback.run();
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	/**
	 * Tell of a failure. Called without the lock.
	 * @param cause what went wrong
	 */
	void failed(Throwable cause) {
		Consumer<Throwable> target;
		synchronized (this.lock) {
			target = this.onFailure;
		}
		if (target != null) {
			target.accept(cause);
		}
	}

}
