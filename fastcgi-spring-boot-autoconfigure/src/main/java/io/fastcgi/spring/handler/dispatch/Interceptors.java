package io.fastcgi.spring.handler.dispatch;

import java.util.List;

import io.fastcgi.spring.handler.FastCgiHandlerInterceptor;
import io.fastcgi.spring.handler.FastCgiRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;

/**
 * What comes before and after a handler method.
 *
 * @param handler the method
 * @param all the interceptors that want it, in their order
 * @author FastCGI Spring Boot maintainers
 */
record Interceptors(HandlerMethod handler, List<FastCgiHandlerInterceptor> all) {

	static Interceptors of(List<FastCgiHandlerInterceptor> all, HandlerMethod handler) {
		return new Interceptors(handler, all.stream().filter((interceptor) -> interceptor.supports(handler)).toList());
	}

	@Nullable Interception start(FastCgiRequest request) {
		return (this.all.isEmpty()) ? null : new Interception(this, request);
	}

}
