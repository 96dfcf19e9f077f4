package io.fastcgi.spring.handler.dispatch;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.FastCgiRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * The exception that a method is to handle, or one of its causes.
 *
 * @param type the type of the parameter
 * @author FastCGI Spring Boot maintainers
 */
record ExceptionArgument(Class<?> type) implements Argument {

	/**
	 * Where a request keeps the exception.
	 */
	static final String ATTRIBUTE = ExceptionArgument.class.getName() + ".exception";

	static @Nullable Argument bind(MethodParameter parameter) {
		Class<?> type = parameter.getParameterType();
		return (Throwable.class.isAssignableFrom(type)) ? new ExceptionArgument(type) : null;
	}

	@Override
	public @Nullable Object resolve(FastCgiRequest request) {
		Throwable candidate = (Throwable) request.attributes().get(ATTRIBUTE);
		while (candidate != null && !this.type.isInstance(candidate)) {
			candidate = candidate.getCause();
		}
		return candidate;
	}

}
