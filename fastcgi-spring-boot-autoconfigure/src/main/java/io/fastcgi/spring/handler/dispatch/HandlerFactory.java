package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.Method;
import java.util.List;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.FastCgiHandlerInterceptor;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.result.ResultWriter;
import io.fastcgi.spring.handler.result.ResultWriters;

import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;

/**
 * Makes routes of annotated methods. Everything that can be decided about a method is
 * decided here.
 *
 * @param methods bind the arguments
 * @param results write what the methods return
 * @param interceptors come before and after the methods
 * @author FastCGI Spring Boot maintainers
 */
record HandlerFactory(MethodBinder methods, ResultWriters results, List<FastCgiHandlerInterceptor> interceptors) {

	/**
	 * Make the routes of a method.
	 * @param bean the bean
	 * @param type the class of the bean, without a proxy around it
	 * @param method the annotated method
	 * @return a route for each of its patterns
	 * @throws InvalidHandlerException if the method cannot be served
	 */
	List<Route> create(Object bean, Class<?> type, Method method) {
		HandlerDescription description = HandlerDescription.of(type, method);
		Route.Handler handler = createHandler(bean, type, method, description);
		return description.patterns()
			.stream()
			.map((pattern) -> new Route(pattern, description.conditions(), handler))
			.toList();
	}

	private Route.Handler createHandler(Object bean, Class<?> type, Method method, HandlerDescription description) {
		Route.Conditions conditions = description.conditions();
		ResolvableType returnType = ResolvableType.forMethodReturnType(method, type);
		ResultWriter writer = this.results.create(method, returnType, conditions.role(), conditions.produces());
		boolean blocking = switch (description.execution()) {
			case AUTO -> !writer.isAsynchronous();
			case BLOCKING -> true;
			case NON_BLOCKING -> false;
		};
		HandlerInvoker invoker = this.methods.bind(bean, type, method, (parameter) -> null);
		HandlerChecks checks = new HandlerChecks(method, description, invoker.arguments());
		if (conditions.role() == Role.AUTHORIZER) {
			checks.requireDecision(returnType, writer);
		}
		checks.requireSendable(returnType, writer);
		checks.requireFilterForData();
		checks.requireNoWaiting(blocking);
		checks.requireNoWaitingWriter(blocking);
		checks.requirePathVariables();
		return new Route.Handler(type, invoker, writer, blocking,
				ResponsePreset.of(method, writer.isVoid(), conditions.produces()),
				Interceptors.of(this.interceptors, new HandlerMethod(bean, method)));
	}

}
