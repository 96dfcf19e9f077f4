package io.fastcgi.spring.handler.result;

import io.fastcgi.spring.handler.FastCgiResponse;
import io.fastcgi.spring.handler.Redirect;

import org.springframework.core.ResolvableType;

/**
 * A redirect. The status is always sent along, because a front end would look for a
 * location without one by itself (RFC 3875, section 6.2.2).
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RedirectResult implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return type == Redirect.class;
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context) {
		Redirect redirect = (Redirect) result;
		FastCgiResponse response = context.response();
		response.status(redirect.status());
		response.getHeaders().setLocation(redirect.location());
		context.complete();
	}

}
