package io.fastcgi.spring.handler;

import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;

/**
 * Comes before and after handler methods, as for authentication, tenants, or what is
 * logged with each line. Beans of this type are found and called in their order, and in
 * the reverse order afterwards.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public interface FastCgiHandlerInterceptor {

	/**
	 * Return whether a handler method is to be intercepted. Called once, at start-up.
	 * @param handler the handler method
	 * @return whether the other methods are called
	 */
	default boolean supports(HandlerMethod handler) {
		return true;
	}

	/**
	 * Called before the arguments of the handler method are resolved, on the thread that
	 * calls it. That is the event loop, which must not be blocked, if the handler method
	 * runs there.
	 * @param request the request
	 * @param handler the handler method
	 * @return {@code false} to answer with what is in {@link FastCgiRequest#response()}
	 * in place of the handler method; an authorizer denies access then
	 * @throws Exception answered like an exception of the handler method
	 */
	default boolean before(FastCgiRequest request, HandlerMethod handler) throws Exception {
		return true;
	}

	/**
	 * Called when the handler method has returned or thrown, on the same thread. What it
	 * returned may still be under way. It is called if and only if {@link #before} was
	 * called and did not throw.
	 * @param request the request
	 * @param handler the handler method
	 * @param error what was thrown, if something was
	 */
	default void after(FastCgiRequest request, HandlerMethod handler, @Nullable Throwable error) {
	}

	/**
	 * Called when the response is complete or the request was aborted, and the handler
	 * method has returned, on any thread, which must not be blocked. It is called if and
	 * only if {@link #before} was called.
	 * @param request the request
	 * @param handler the handler method
	 * @param outcome how the request ended
	 */
	default void completed(FastCgiRequest request, HandlerMethod handler, RequestOutcome outcome) {
	}

}
