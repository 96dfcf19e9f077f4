package io.fastcgi.spring.autoconfigure;

import io.fastcgi.spring.handler.RequestObserver;
import io.fastcgi.spring.observation.DefaultFastCgiServerObservationConvention;
import io.fastcgi.spring.observation.FastCgiServerObservationConvention;
import io.fastcgi.spring.observation.ObservingRequestObserver;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for observation of requests, which
 * is also where the timer {@code fastcgi.server.requests} comes from.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@AutoConfiguration(before = FastCgiHandlerAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "fastcgi.server.enabled", matchIfMissing = true)
public final class FastCgiServerObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(RequestObserver.class)
	ObservingRequestObserver fastCgiRequestObserver(ObservationRegistry registry,
			ObjectProvider<FastCgiServerObservationConvention> convention) {
		return new ObservingRequestObserver(registry,
				convention.getIfAvailable(DefaultFastCgiServerObservationConvention::new));
	}

}
