package io.fastcgi.spring.autoconfigure;

import java.util.concurrent.Executor;

import io.fastcgi.spring.actuate.FastCgiServerMetrics;
import io.fastcgi.spring.actuate.HandlerExecutorMetrics;
import io.fastcgi.spring.actuate.NettyMetricsBinder;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for metrics of the server.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@AutoConfiguration(before = FastCgiServerAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "fastcgi.server.enabled", matchIfMissing = true)
public final class FastCgiServerMetricsAutoConfiguration {

	@Bean
	FastCgiServerMetrics fastCgiServerMetrics() {
		return new FastCgiServerMetrics();
	}

	@Bean
	NettyMetricsBinder fastCgiNettyMetricsBinder(MeterRegistry registry) {
		return new NettyMetricsBinder(registry);
	}

	@Bean
	HandlerExecutorMetrics fastCgiHandlerExecutorMetrics(
			@Qualifier(FastCgiServerAutoConfiguration.EXECUTOR_BEAN_NAME) ObjectProvider<Executor> executor) {
		return new HandlerExecutorMetrics(executor);
	}

}
