package io.fastcgi.spring.handler.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.exchange.MemoryBudget;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.RequestObserver;
import io.fastcgi.spring.handler.argument.ArgumentBinders;
import io.fastcgi.spring.handler.message.BodyWriter;
import io.fastcgi.spring.handler.message.MessageConverters;
import io.fastcgi.spring.handler.result.ResultBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.convert.ConversionService;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.validation.Validator;

/**
 * Serves exchanges with the methods that are annotated with
 * {@link io.fastcgi.spring.annotation.FastCgiHandler @FastCgiHandler}.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class HandlerDispatcher implements ExchangeHandler, SmartInitializingSingleton {

	private final HandlerScanner scanner;

	private final RequestPaths paths;

	private final ErrorWriter errors;

	private final Executor executor;

	private final RequestObserver observer;

	private final int maxGatheredBody;

	private final MemoryBudget gatheredBodies;

	private RouteTable routes = new RouteTable(List.of());

	/**
	 * Create a new dispatcher.
	 * @param beanFactory where to look for handlers
	 * @param converters read and write bodies
	 * @param conversionService converts named values
	 * @param validator validates arguments and results, if there is one
	 * @param executor runs handlers that may block
	 * @param observer watches the requests
	 * @param options the options
	 */
	public HandlerDispatcher(ConfigurableListableBeanFactory beanFactory, Iterable<HttpMessageConverter<?>> converters,
			ConversionService conversionService, @Nullable Validator validator, Executor executor,
			RequestObserver observer, HandlerOptions options) {
		List<HttpMessageConverter<?>> ordered = new ArrayList<>();
		converters.forEach(ordered::add);
		MessageConverters messageConverters = new MessageConverters(ordered);
		BodyWriter bodies = new BodyWriter(messageConverters);
		this.gatheredBodies = new MemoryBudget(options.maxGatheredBodies());
		ArgumentBinders binders = new ArgumentBinders(
				beanFactory.getBeanProvider(ArgumentBinder.class).orderedStream().toList(), messageConverters,
				conversionService, validator, options.arguments(), this.gatheredBodies);
		this.scanner = new HandlerScanner(beanFactory, new HandlerFactory(binders, new ResultBinder(bodies)));
		this.paths = new RequestPaths(options.pathSources());
		this.errors = new ErrorWriter(bodies);
		this.executor = executor;
		this.observer = observer;
		this.maxGatheredBody = options.maxGatheredBody();
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.routes = new RouteTable(this.scanner.scan());
	}

	@Override
	public void handle(Exchange exchange) {
		if (this.routes.serves(exchange.role())) {
			new RequestTask(this, exchange).start();
		}
		else {
			exchange.refuse(Refusal.ROLE_NOT_SERVED);
		}
	}

	RouteTable routes() {
		return this.routes;
	}

	RequestPaths paths() {
		return this.paths;
	}

	ErrorWriter errors() {
		return this.errors;
	}

	Executor executor() {
		return this.executor;
	}

	RequestObserver observer() {
		return this.observer;
	}

	int maxGatheredBody() {
		return this.maxGatheredBody;
	}

	MemoryBudget gatheredBodies() {
		return this.gatheredBodies;
	}

}
