package io.fastcgi.spring.handler.result;

import java.util.List;

import io.fastcgi.spring.handler.FastCgiResponse;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.ResponseEntity;

/**
 * Status, headers, and a body that may be anything else.
 *
 * @param entityType the class of the entities
 * @author FastCGI Spring Boot maintainers
 */
record EntityResult(Class<?> entityType) implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return this.entityType.isAssignableFrom(type);
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context)
			throws Exception {
		HttpEntity<?> entity = (HttpEntity<?>) result;
		FastCgiResponse response = context.response();
		if (entity instanceof ResponseEntity<?> responseEntity) {
			response.status(responseEntity.getStatusCode());
		}
		entity.getHeaders().forEach((name, values) -> response.getHeaders().put(name, List.copyOf(values)));
		Object body = entity.getBody();
		if (body == null || (!(body instanceof Resource) && Preconditions.of(context).applyTo(response))) {
			context.complete();
		}
		else {
			writer.writeBody(body, type.as(HttpEntity.class).getGeneric(), context);
		}
	}

	@Override
	public boolean isSendable(ResolvableType type, ResultWriter writer) {
		return writer.isSendableAsBody(type.as(HttpEntity.class).getGeneric());
	}

}
