package io.fastcgi.spring.handler;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

/**
 * Binds handler method parameters to their source, once, at start-up.
 * <p>
 * A bean of this type is asked before the binders of this library, several of them in
 * their order, so an application can have argument types and annotations of its own. A
 * binder is asked for every parameter of every handler and says {@code null} to those
 * that it does not know. Beans of this type are created early; they should need no
 * handlers.
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
