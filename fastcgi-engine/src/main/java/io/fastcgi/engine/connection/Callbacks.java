package io.fastcgi.engine.connection;

import java.util.concurrent.RejectedExecutionException;

import io.netty.util.concurrent.EventExecutor;

/**
 * Runs callbacks of handlers.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Callbacks {

	private Callbacks() {
	}

	/**
	 * Run a callback on an event loop, or on the calling thread if the server has
	 * stopped: a handler that is late still has to learn that its request is over.
	 * @param eventLoop the event loop
	 * @param callback the callback
	 */
	static void run(EventExecutor eventLoop, Runnable callback) {
		try {
			eventLoop.execute(callback);
		}
		catch (RejectedExecutionException ex) {
			callback.run();
		}
	}

}
