package io.fastcgi.spring.actuate;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Meters of the threads that run handlers, if there is a bound for them.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class HandlerExecutorMetrics implements MeterBinder {

	private final ObjectProvider<Executor> executor;

	/**
	 * Create new meters.
	 * @param executor the executor of handlers
	 */
	public HandlerExecutorMetrics(ObjectProvider<Executor> executor) {
		this.executor = executor;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.executor.getIfAvailable() instanceof ThreadPoolExecutor pool) {
			Gauge.builder("fastcgi.server.executor.active", pool, ThreadPoolExecutor::getActiveCount)
				.description("Threads that run handlers")
				.baseUnit("threads")
				.register(registry);
			Gauge.builder("fastcgi.server.executor.max", pool, ThreadPoolExecutor::getMaximumPoolSize)
				.description("Most threads that run handlers at the same time")
				.baseUnit("threads")
				.register(registry);
			Gauge.builder("fastcgi.server.executor.queued", pool, (executor) -> executor.getQueue().size())
				.description("Requests that wait for a thread")
				.baseUnit("requests")
				.register(registry);
		}
	}

}
