package io.fastcgi.spring.handler;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Makes something that can be sent of a return type of one's own. Beans of this type are
 * found, and asked in their order.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public interface ResultAdapter {

	/**
	 * Return whether this is the adapter for a handler method. Called once, at start-up.
	 * @param method the method, for its annotations
	 * @param type what it returns, without the {@code CompletionStage} or {@code Mono}
	 * around it
	 * @return whether {@link #adapt} is to be called with the results of the method
	 */
	boolean supports(Method method, ResolvableType type);

	/**
	 * Adapt a result.
	 * @param result what the method returned
	 * @param request the request
	 * @return anything that a handler method may return; {@code null} for an empty body
	 * @throws Exception if the result cannot be adapted; answered like an exception of
	 * the method
	 */
	@Nullable Object adapt(Object result, FastCgiRequest request) throws Exception;

}
