package io.fastcgi.spring.actuate;

import io.fastcgi.spring.server.FastCgiServerStartedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.netty4.NettyAllocatorMetrics;
import io.micrometer.core.instrument.binder.netty4.NettyEventExecutorMetrics;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

import org.springframework.context.ApplicationListener;

/**
 * Binds Micrometer's meters for Netty to the event loops and the allocator of the server.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class NettyMetricsBinder implements ApplicationListener<FastCgiServerStartedEvent> {

	private final MeterRegistry registry;

	/**
	 * Create a new binder.
	 * @param registry where to bind
	 */
	public NettyMetricsBinder(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void onApplicationEvent(FastCgiServerStartedEvent event) {
		new NettyEventExecutorMetrics(event.server().eventLoops()).bindTo(this.registry);
		if (event.server().allocator() instanceof ByteBufAllocatorMetricProvider allocator) {
			new NettyAllocatorMetrics(allocator).bindTo(this.registry);
		}
	}

}
