package io.fastcgi.spring.autoconfigure;

import java.util.concurrent.Executor;

import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.spring.handler.RequestObserver;
import io.fastcgi.spring.handler.dispatch.HandlerDispatcher;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.validation.Validator;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for methods that are annotated with
 * {@link io.fastcgi.spring.annotation.FastCgiHandler @FastCgiHandler}.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@AutoConfiguration(before = FastCgiServerAutoConfiguration.class,
		afterName = { "org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration",
				"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "fastcgi.server.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(ExchangeHandler.class)
public final class FastCgiHandlerAutoConfiguration {

	@Bean
	HandlerDispatcher fastCgiHandlerDispatcher(ConfigurableListableBeanFactory beanFactory,
			FastCgiServerProperties properties,
			ObjectProvider<ServerHttpMessageConvertersCustomizer> converterCustomizers,
			ObjectProvider<Validator> validator, ObjectProvider<RequestObserver> observer,
			@Qualifier(FastCgiServerAutoConfiguration.EXECUTOR_BEAN_NAME) Executor executor) {
		HttpMessageConverters.ServerBuilder converters = HttpMessageConverters.forServer().registerDefaults();
		converterCustomizers.orderedStream().forEach((customizer) -> customizer.customize(converters));
		return new HandlerDispatcher(beanFactory, converters.build(), HandlerConversion.find(beanFactory),
				validator.getIfUnique(), executor, observer.getIfAvailable(RequestObserver::none),
				HandlerOptionsFactory.create(properties));
	}

}
