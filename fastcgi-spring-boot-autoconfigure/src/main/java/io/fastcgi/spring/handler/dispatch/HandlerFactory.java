package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.argument.ArgumentBinders;
import io.fastcgi.spring.handler.result.ResultBinder;
import io.fastcgi.spring.handler.result.ResultWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.http.MediaType;
import org.springframework.util.ReflectionUtils;

/**
 * Makes routes of annotated methods. Everything that can be decided about a method is
 * decided here, so that a request finds an array of functions to call.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class HandlerFactory {

	private static final DefaultParameterNameDiscoverer PARAMETER_NAMES = new DefaultParameterNameDiscoverer();

	private final ArgumentBinders argumentBinders;

	private final ResultBinder resultBinder;

	HandlerFactory(ArgumentBinders argumentBinders, ResultBinder resultBinder) {
		this.argumentBinders = argumentBinders;
		this.resultBinder = resultBinder;
	}

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
		ResolvableType returnType = ResolvableType.forMethodReturnType(method, type);
		boolean staged = CompletionStage.class.isAssignableFrom(returnType.toClass());
		ResolvableType resultType = (staged) ? returnType.as(CompletionStage.class).getGeneric() : returnType;
		boolean blocking = switch (description.execution()) {
			case AUTO -> !staged;
			case BLOCKING -> true;
			case NON_BLOCKING -> false;
		};
		Argument[] arguments = bindArguments(type, method);
		HandlerChecks checks = new HandlerChecks(method, description, arguments);
		checks.requireSendable(resultType, this.resultBinder);
		checks.requireNoWaiting(blocking);
		checks.requireNoWaitingWriter(blocking);
		checks.requirePathVariables();
		Route.Conditions conditions = description.conditions();
		ResultWriter writer = this.resultBinder.bind(resultType, conditions.produces());
		if (conditions.role() == Role.AUTHORIZER) {
			checks.requireDecision(resultType);
			writer = writer.requiringResult();
		}
		return new Route.Handler(
				new HandlerInvoker(bean, invocable(bean, method), arguments, this.argumentBinders.checks(type, method)),
				writer, blocking, bodyNeed(arguments), streamedType(resultType, conditions.produces()));
	}

	private static Method invocable(Object bean, Method method) {
		try {
			Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
			ReflectionUtils.makeAccessible(invocable);
			return invocable;
		}
		catch (IllegalStateException ex) {
			throw new InvalidHandlerException(
					"%s cannot be called through the proxy of its bean".formatted(method.toGenericString()),
					"Make the method protected, package-private or public. If the proxy is one of interfaces, declare "
							+ "the method in one of them, or let the class be proxied with "
							+ "'spring.aop.proxy-target-class'.");
		}
	}

	private static Argument.BodyNeed bodyNeed(Argument[] arguments) {
		return Arrays.stream(arguments)
			.map(Argument::bodyNeed)
			.max(Comparator.naturalOrder())
			.orElse(Argument.BodyNeed.NONE);
	}

	private static @Nullable MediaType streamedType(ResolvableType resultType, List<MediaType> produces) {
		boolean streams = resultType.toClass() == void.class || resultType.toClass() == Void.class;
		return (streams) ? produces.stream().filter(MediaType::isConcrete).findFirst().orElse(null) : null;
	}

	private Argument[] bindArguments(Class<?> type, Method method) {
		AnnotatedMethod annotated = new AnnotatedMethod(method) {

			@Override
			protected Class<?> getContainingClass() {
				return type;
			}

		};
		return Arrays.stream(annotated.getMethodParameters()).map(this::bind).toArray(Argument[]::new);
	}

	private Argument bind(MethodParameter parameter) {
		parameter.initParameterNameDiscovery(PARAMETER_NAMES);
		return this.argumentBinders.bind(parameter);
	}

}
