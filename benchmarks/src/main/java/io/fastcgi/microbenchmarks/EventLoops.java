package io.fastcgi.microbenchmarks;

import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Threads for benchmarks that are to Netty what those of a server are. JMH creates it by
 * its name.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class EventLoops extends DefaultEventExecutorGroup {

	/**
	 * Create the threads.
	 * @param threads how many
	 * @param name what their names begin with
	 */
	public EventLoops(int threads, String name) {
		super(threads, new DefaultThreadFactory(name));
	}

}
