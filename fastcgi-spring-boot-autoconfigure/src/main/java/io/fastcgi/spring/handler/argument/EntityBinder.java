package io.fastcgi.spring.handler.argument;

import java.net.URI;

import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.FastCgiRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.RequestEntity;

/**
 * Binds parameters that take the body together with the headers: {@link HttpEntity} and
 * {@link RequestEntity}.
 *
 * @param bodies makes the body
 * @author FastCGI Spring Boot maintainers
 */
record EntityBinder(RequestBodyBinder bodies) implements ArgumentBinder {

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		Class<?> raw = parameter.getParameterType();
		if (raw != HttpEntity.class && raw != RequestEntity.class) {
			return null;
		}
		ResolvableType type = ResolvableType.forMethodParameter(parameter).getGeneric();
		if (type.toClass() == Void.class) {
			return (request) -> entity(raw, null, type, request);
		}
		ResolvableType bodyType = (type.resolve() != null) ? type : ResolvableType.forClass(byte[].class);
		Argument body = this.bodies.body(parameter, bodyType, false);
		return new RequestBodyBinder.Body((request) -> entity(raw, body.resolve(request), bodyType, request));
	}

	private static HttpEntity<?> entity(Class<?> raw, @Nullable Object body, ResolvableType type,
			FastCgiRequest request) {
		if (raw == HttpEntity.class) {
			return new HttpEntity<>(body, request.headers());
		}
		URI uri = ApplicationUri.of(request).resolve(request.uri());
		return new RequestEntity<>(body, request.headers(), request.method(), uri, type.getType());
	}

}
