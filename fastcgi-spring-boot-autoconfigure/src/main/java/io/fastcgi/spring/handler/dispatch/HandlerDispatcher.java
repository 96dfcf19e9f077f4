package io.fastcgi.spring.handler.dispatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.spring.handler.FastCgiHandlerInterceptor;
import io.fastcgi.spring.handler.argument.ArgumentBinders;
import io.fastcgi.spring.handler.message.BodyWriter;
import io.fastcgi.spring.handler.message.ContentNegotiation;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import io.fastcgi.spring.handler.result.ResultWriters;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Serves exchanges with the methods that are annotated with
 * {@link io.fastcgi.spring.annotation.FastCgiHandler @FastCgiHandler}.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class HandlerDispatcher implements ExchangeHandler, SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final MethodBinder methods;

	private final ResultWriters results;

	private final HandlerExecution execution;

	private final HandlerOptions options;

	private final ErrorWriter errors;

	private final ContentNegotiation negotiation;

	private final RequestPaths paths;

	private RouteTable routes;

	private ExceptionHandlers exceptionHandlers;

	/**
	 * Create a new dispatcher.
	 * @param beanFactory where to look for handlers, advice and interceptors
	 * @param arguments bind the arguments of handler methods
	 * @param results write what handler methods return
	 * @param bodies writes problems
	 * @param execution runs and watches handler methods
	 * @param options the options
	 */
	public HandlerDispatcher(ConfigurableListableBeanFactory beanFactory, ArgumentBinders arguments,
			ResultWriters results, BodyWriter bodies, HandlerExecution execution, HandlerOptions options) {
		this.beanFactory = beanFactory;
		this.methods = new MethodBinder(arguments);
		this.results = results;
		this.execution = execution;
		this.options = options;
		this.errors = new ErrorWriter(bodies, options.errorReporting());
		this.negotiation = bodies.negotiation();
		this.routes = new RouteTable(List.of(), this.negotiation);
		this.paths = new RequestPaths(options.pathSources());
		this.exceptionHandlers = ExceptionHandlers.none();
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<FastCgiHandlerInterceptor> interceptors = this.beanFactory.getBeanProvider(FastCgiHandlerInterceptor.class)
			.orderedStream()
			.toList();
		HandlerFactory factory = new HandlerFactory(this.methods, this.results, interceptors);
		Map<Class<?>, Object> handlers = new LinkedHashMap<>();
		this.routes = new RouteTable(new HandlerScanner(this.beanFactory, factory).scan(handlers::put),
				this.negotiation);
		this.exceptionHandlers = new ExceptionHandlers(this.beanFactory, handlers,
				(bean, type) -> ExceptionHandlerClass.of(bean, type, this.methods, this.results));
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

	/**
	 * Describe what is served.
	 * @return the routes, in a stable order
	 */
	public List<RouteDescription> describeRoutes() {
		return this.routes.describe();
	}

	RouteTable routes() {
		return this.routes;
	}

	RequestPaths paths() {
		return this.paths;
	}

	ContentNegotiation negotiation() {
		return this.negotiation;
	}

	ErrorWriter errors() {
		return this.errors;
	}

	ExceptionHandlers exceptionHandlers() {
		return this.exceptionHandlers;
	}

	HandlerExecution execution() {
		return this.execution;
	}

	BodyGathering gathering(DefaultFastCgiRequest request) {
		return new BodyGathering(request, this.options.maxGatheredBody(), this.options.gatheredBodies());
	}

}
