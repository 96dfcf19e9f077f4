package io.fastcgi.spring.annotation;

import java.util.concurrent.CompletionStage;

/**
 * Where a handler method runs.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public enum Execution {

	/**
	 * {@link #NON_BLOCKING} when the method returns a {@link CompletionStage} or a
	 * publisher, {@link #BLOCKING} otherwise.
	 */
	AUTO,

	/**
	 * On the server's executor: a bounded pool, or virtual threads when
	 * {@code spring.threads.virtual.enabled} is set. The method may block.
	 */
	BLOCKING,

	/**
	 * On the event loop that read the request. The method must never block: every other
	 * connection of that loop waits for it.
	 */
	NON_BLOCKING

}
