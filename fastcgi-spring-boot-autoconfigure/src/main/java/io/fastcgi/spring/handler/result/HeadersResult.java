package io.fastcgi.spring.handler.result;

import java.util.List;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;

/**
 * Headers without a body.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class HeadersResult implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return HttpHeaders.class.isAssignableFrom(type);
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context) {
		HttpHeaders headers = context.response().getHeaders();
		((HttpHeaders) result).forEach((name, values) -> headers.put(name, List.copyOf(values)));
		context.complete();
	}

}
