package io.fastcgi.spring.autoconfigure;

import java.util.concurrent.Executor;

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

	private HandlerExecutors() {
	}

	static Executor create(FastCgiServerProperties.Executor properties, Environment environment) {
		Integer threads = properties.threads();
		if (Threading.VIRTUAL.isActive(environment)) {
			VirtualThreadTaskExecutor virtual = new VirtualThreadTaskExecutor(THREAD_NAME_PREFIX);
			return (threads != null)
					? new HandlerThreadPool(threads, properties.queueCapacity(), virtual.getVirtualThreadFactory())
					: virtual;
		}
		CustomizableThreadFactory factory = new CustomizableThreadFactory(THREAD_NAME_PREFIX);
		factory.setDaemon(true);
		return new HandlerThreadPool((threads != null) ? threads : DEFAULT_THREADS, properties.queueCapacity(),
				factory);
	}

}
