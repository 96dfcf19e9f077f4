package io.fastcgi.spring.autoconfigure;

import io.fastcgi.spring.actuate.FastCgiServerMetrics;
import io.fastcgi.spring.actuate.NettyMetricsBinder;
import io.micrometer.core.instrument.MeterRegistry;

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

}
