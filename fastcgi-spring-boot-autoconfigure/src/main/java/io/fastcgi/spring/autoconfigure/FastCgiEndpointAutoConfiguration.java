package io.fastcgi.spring.autoconfigure;

import io.fastcgi.spring.actuate.FastCgiEndpoint;
import io.fastcgi.spring.actuate.FastCgiEndpointHint;
import io.fastcgi.spring.handler.dispatch.HandlerDispatcher;
import io.fastcgi.spring.server.FastCgiServerLifecycle;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link FastCgiEndpoint}.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@AutoConfiguration(after = { FastCgiHandlerAutoConfiguration.class, FastCgiServerAutoConfiguration.class },
		afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration")
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(FastCgiServerLifecycle.class)
@ConditionalOnAvailableEndpoint(FastCgiEndpoint.class)
public final class FastCgiEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FastCgiEndpoint fastCgiEndpoint(FastCgiServerLifecycle lifecycle, ObjectProvider<HandlerDispatcher> dispatcher,
			Environment environment) {
		return new FastCgiEndpoint(lifecycle, dispatcher.getIfAvailable(),
				environment.getProperty("spring.application.name"));
	}

	@Bean
	@ConditionalOnBean(WebEndpointProperties.class)
	@ConditionalOnAvailableEndpoint(endpoint = FastCgiEndpoint.class, exposure = EndpointExposure.WEB)
	@Conditional(ServedOverHttp.class)
	FastCgiEndpointHint fastCgiEndpointHint(WebEndpointProperties properties) {
		String path = properties.getPathMapping().getOrDefault("fastcgi", "fastcgi");
		return new FastCgiEndpointHint("%s/%s".formatted(properties.getBasePath(), path));
	}

	/**
	 * Whether there is a port at all. Exposed endpoints do not ask for one.
	 */
	static final class ServedOverHttp implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			Environment environment = context.getEnvironment();
			return switch (ManagementPortType.get(environment)) {
				case DISABLED -> false;
				case SAME -> environment.getProperty("server.port", Integer.class, 0) >= 0;
				case DIFFERENT -> true;
			};
		}

	}

}
