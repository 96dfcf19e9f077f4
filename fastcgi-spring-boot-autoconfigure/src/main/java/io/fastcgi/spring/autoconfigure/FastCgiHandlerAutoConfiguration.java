package io.fastcgi.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.RequestObserver;
import io.fastcgi.spring.handler.ResultAdapter;
import io.fastcgi.spring.handler.argument.ArgumentBinders;
import io.fastcgi.spring.handler.dispatch.HandlerDispatcher;
import io.fastcgi.spring.handler.dispatch.HandlerExecution;
import io.fastcgi.spring.handler.dispatch.HandlerOptions;
import io.fastcgi.spring.handler.message.BodyWriter;
import io.fastcgi.spring.handler.message.ContentNegotiation;
import io.fastcgi.spring.handler.message.MessageConverters;
import io.fastcgi.spring.handler.result.ResultWriters;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.util.ClassUtils;
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

	private static final String CONTEXT_SNAPSHOT = "io.micrometer.context.ContextSnapshot";

	@Bean
	HandlerDispatcher fastCgiHandlerDispatcher(ConfigurableListableBeanFactory beanFactory,
			FastCgiServerProperties properties,
			ObjectProvider<ServerHttpMessageConvertersCustomizer> converterCustomizers,
			ObjectProvider<Validator> validator, ObjectProvider<ArgumentBinder> argumentBinders,
			ObjectProvider<ResultAdapter> resultAdapters, HandlerExecution execution) {
		MessageConverters converters = converters(converterCustomizers);
		HandlerOptions options = HandlerOptionsFactory.create(properties);
		ArgumentBinders arguments = new ArgumentBinders(argumentBinders.orderedStream().toList(), converters,
				HandlerConversion.find(beanFactory), validator.getIfUnique(),
				HandlerOptionsFactory.arguments(properties), options.gatheredBodies());
		BodyWriter bodies = new BodyWriter(converters, new ContentNegotiation());
		ResultWriters results = new ResultWriters(bodies, resultAdapters.orderedStream().toList(),
				HandlerOptionsFactory.sendFile(properties));
		return new HandlerDispatcher(beanFactory, arguments, results, bodies, execution, options);
	}

	@Bean
	HandlerExecution fastCgiHandlerExecution(
			@Qualifier(FastCgiServerAutoConfiguration.EXECUTOR_BEAN_NAME) Executor executor,
			ObjectProvider<TaskDecorator> decorators, ObjectProvider<RequestObserver> observer) {
		List<TaskDecorator> all = new ArrayList<>(decorators.orderedStream().toList());
		if (ClassUtils.isPresent(CONTEXT_SNAPSHOT, getClass().getClassLoader())
				&& all.stream().noneMatch(ContextPropagatingTaskDecorator.class::isInstance)) {
			all.add(new ContextPropagatingTaskDecorator());
		}
		return new HandlerExecution(executor, new CompositeTaskDecorator(all),
				observer.getIfAvailable(RequestObserver::none));
	}

	private static MessageConverters converters(ObjectProvider<ServerHttpMessageConvertersCustomizer> customizers) {
		HttpMessageConverters.ServerBuilder converters = HttpMessageConverters.forServer().registerDefaults();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(converters));
		List<HttpMessageConverter<?>> ordered = new ArrayList<>();
		converters.build().forEach(ordered::add);
		return new MessageConverters(ordered);
	}

}
