package guide.interceptors;

import io.fastcgi.spring.handler.FastCgiHandlerInterceptor;
import io.fastcgi.spring.handler.FastCgiRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;

// tag::interceptor[]
@Component
class TenantInterceptor implements FastCgiHandlerInterceptor {

	@Override
	public boolean supports(HandlerMethod handler) {
		return !handler.hasMethodAnnotation(Public.class);
	}

	@Override
	public boolean before(FastCgiRequest request, HandlerMethod handler) {
		String tenant = request.headers().getFirst("X-Tenant");
		if (tenant == null) {
			throw new ResponseStatusException(HttpStatus.UNAUTHORIZED, "Say who you are");
		}
		MDC.put("tenant", tenant);
		request.response().getHeaders().set("X-Served-For", tenant);
		return true;
	}

	@Override
	public void after(FastCgiRequest request, HandlerMethod handler, @Nullable Throwable error) {
		MDC.remove("tenant");
	}

}
// end::interceptor[]
