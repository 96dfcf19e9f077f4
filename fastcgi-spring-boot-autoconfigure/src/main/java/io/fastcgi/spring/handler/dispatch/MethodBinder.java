package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.Method;
import java.util.Arrays;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.argument.ArgumentBinders;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.util.ReflectionUtils;

/**
 * Binds methods to what a request has, so that a request finds an array of functions to
 * call.
 *
 * @param binders bind the arguments
 * @author FastCGI Spring Boot maintainers
 */
record MethodBinder(ArgumentBinders binders) {

	private static final DefaultParameterNameDiscoverer PARAMETER_NAMES = new DefaultParameterNameDiscoverer();

	/**
	 * Bind a method.
	 * @param bean the bean
	 * @param type the class of the bean, without a proxy around it
	 * @param method the method
	 * @param own binds arguments that only this kind of method has
	 * @return what calls it
	 * @throws InvalidHandlerException if the method cannot be called
	 */
	HandlerInvoker bind(Object bean, Class<?> type, Method method, ArgumentBinder own) {
		AnnotatedMethod annotated = new AnnotatedMethod(method) {

			@Override
			protected Class<?> getContainingClass() {
				return type;
			}

		};
		Argument[] arguments = Arrays.stream(annotated.getMethodParameters())
			.map((parameter) -> bind(parameter, own))
			.toArray(Argument[]::new);
		return new HandlerInvoker(bean, invocable(bean, method), arguments, this.binders.checks(type, method));
	}

	private Argument bind(MethodParameter parameter, ArgumentBinder own) {
		parameter.initParameterNameDiscovery(PARAMETER_NAMES);
		Argument argument = own.bind(parameter);
		return (argument != null) ? argument : this.binders.bind(parameter);
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

}
