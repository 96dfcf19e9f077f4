package io.fastcgi.spring.autoconfigure;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Makes the executor of handlers that may block.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class HandlerExecutors {

	private static final String THREAD_NAME_PREFIX = "fastcgi-handler-";

	private static final long KEEP_ALIVE_SECONDS = 60;

	private HandlerExecutors() {
	}

	static Executor create(FastCgiServerProperties.Executor properties, Environment environment) {
		return (Threading.VIRTUAL.isActive(environment)) ? new VirtualThreadTaskExecutor(THREAD_NAME_PREFIX)
				: pool(properties);
	}

	private static ThreadPoolExecutor pool(FastCgiServerProperties.Executor properties) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(THREAD_NAME_PREFIX);
		threads.setDaemon(true);
		ThreadPoolExecutor pool = new ThreadPoolExecutor(properties.threads(), properties.threads(), KEEP_ALIVE_SECONDS,
				TimeUnit.SECONDS, queue(properties.queueCapacity()), threads);
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	private static BlockingQueue<Runnable> queue(int capacity) {
		return (capacity > 0) ? new LinkedBlockingQueue<>(capacity) : new SynchronousQueue<>();
	}

}
