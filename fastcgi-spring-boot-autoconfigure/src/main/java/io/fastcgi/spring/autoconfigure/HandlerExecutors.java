package io.fastcgi.spring.autoconfigure;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
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

	private static final int DEFAULT_THREADS = 200;

	private static final long KEEP_ALIVE_SECONDS = 60;

	private HandlerExecutors() {
	}

	static Executor create(FastCgiServerProperties.Executor properties, Environment environment) {
		Integer threads = properties.threads();
		if (Threading.VIRTUAL.isActive(environment)) {
			VirtualThreadTaskExecutor virtual = new VirtualThreadTaskExecutor(THREAD_NAME_PREFIX);
			return (threads != null) ? pool(threads, properties.queueCapacity(), virtual.getVirtualThreadFactory())
					: virtual;
		}
		CustomizableThreadFactory factory = new CustomizableThreadFactory(THREAD_NAME_PREFIX);
		factory.setDaemon(true);
		return pool((threads != null) ? threads : DEFAULT_THREADS, properties.queueCapacity(), factory);
	}

	private static ThreadPoolExecutor pool(int threads, int queueCapacity, ThreadFactory factory) {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
				queue(queueCapacity), factory);
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	private static BlockingQueue<Runnable> queue(int capacity) {
		return (capacity > 0) ? new LinkedBlockingQueue<>(capacity) : new SynchronousQueue<>();
	}

}
