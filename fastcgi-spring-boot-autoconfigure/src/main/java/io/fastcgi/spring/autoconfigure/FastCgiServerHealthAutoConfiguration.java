package io.fastcgi.spring.autoconfigure;

import io.fastcgi.spring.actuate.FastCgiHealthIndicator;
import io.fastcgi.spring.server.FastCgiServerLifecycle;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for health of the server.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@AutoConfiguration(after = FastCgiServerAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean(FastCgiServerLifecycle.class)
@ConditionalOnEnabledHealthIndicator("fastcgi")
public final class FastCgiServerHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "fastcgiHealthIndicator", "fastcgiHealthContributor" })
	FastCgiHealthIndicator fastcgiHealthIndicator(FastCgiServerLifecycle lifecycle) {
		return new FastCgiHealthIndicator(lifecycle);
	}

}
