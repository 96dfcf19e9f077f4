package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.validation.MethodChecks;
import org.jspecify.annotations.Nullable;

/**
 * Calls a handler method.
 *
 * @param bean the bean
 * @param method the method, accessible
 * @param arguments where its arguments come from
 * @param checks what is checked before and after
 * @author FastCGI Spring Boot maintainers
 */
record HandlerInvoker(Object bean, Method method, Argument[] arguments, MethodChecks checks) {

	private static final Object[] NO_ARGUMENTS = {};

	@Nullable Object invoke(FastCgiRequest request) throws Throwable {
		@Nullable Object[] values = resolveAll(request);
		this.checks.checkArguments(this.bean, values);
		try {
			Object result = this.method.invoke(this.bean, values);
			this.checks.checkResult(this.bean, result);
			return result;
		}
		catch (InvocationTargetException ex) {
			throw this.checks.translate(ex.getTargetException());
		}
	}

	private @Nullable Object[] resolveAll(FastCgiRequest request) throws Exception {
		if (this.arguments.length == 0) {
			return NO_ARGUMENTS;
		}
		@Nullable Object[] values = new Object[this.arguments.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = this.arguments[i].resolve(request);
		}
		return values;
	}

	/**
	 * Return what the method needs of the request body.
	 * @return the most that one of its arguments needs
	 */
	Argument.BodyNeed bodyNeed() {
		return Arrays.stream(this.arguments)
			.map(Argument::bodyNeed)
			.max(Comparator.naturalOrder())
			.orElse(Argument.BodyNeed.NONE);
	}

	@Override
	public String toString() {
		return this.method.getDeclaringClass().getSimpleName() + "." + this.method.getName();
	}

}
