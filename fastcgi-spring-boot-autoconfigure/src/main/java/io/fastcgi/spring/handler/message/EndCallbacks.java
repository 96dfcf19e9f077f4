package io.fastcgi.spring.handler.message;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Those who want to know that a request is over. It may end on another thread than the
 * one that serves it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class EndCallbacks {

	private static final Log logger = LogFactory.getLog(EndCallbacks.class);

	private final List<Runnable> callbacks = new ArrayList<>(0);

	private boolean ended;

	void add(Runnable callback) {
		synchronized (this.callbacks) {
			if (!this.ended) {
				this.callbacks.add(callback);
				return;
			}
		}
		call(callback);
	}

	void call() {
		List<Runnable> all;
		synchronized (this.callbacks) {
			this.ended = true;
			if (this.callbacks.isEmpty()) {
				return;
			}
			all = List.copyOf(this.callbacks);
			this.callbacks.clear();
		}
		all.forEach(EndCallbacks::call);
	}

	private static void call(Runnable callback) {
		try {
			callback.run();
		}
		catch (RuntimeException ex) {
			logger.warn("What was made for a request could not be released", ex);
		}
	}

}
