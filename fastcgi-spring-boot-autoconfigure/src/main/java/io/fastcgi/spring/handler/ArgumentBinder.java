package io.fastcgi.spring.handler;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Binds handler method parameters to their source, once, at start-up.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@FunctionalInterface
public interface ArgumentBinder {

	/**
	 * Bind a parameter.
	 * @param parameter the parameter
	 * @return where its values come from, or {@code null} if this binder does not know
	 * @throws InvalidHandlerException if the parameter is meant for this binder but
	 * cannot be bound
	 */
	@Nullable Argument bind(MethodParameter parameter);

}
