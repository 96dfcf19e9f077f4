package io.fastcgi.spring.handler.argument;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.FastCgiRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Binds parameters whose type says what they want.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class TypedArgumentBinder implements ArgumentBinder {

	private final Map<Class<?>, Argument> arguments = new LinkedHashMap<>();

	public TypedArgumentBinder() {
		this.arguments.put(FastCgiRequest.class, (request) -> request);
		this.arguments.put(Exchange.class, FastCgiRequest::exchange);
		this.arguments.put(Params.class, FastCgiRequest::params);
		this.arguments.put(Role.class, FastCgiRequest::role);
		this.arguments.put(HttpMethod.class, FastCgiRequest::method);
		this.arguments.put(HttpHeaders.class, FastCgiRequest::headers);
		this.arguments.put(URI.class, FastCgiRequest::uri);
		this.arguments.put(InputStream.class, new StreamedBody());
		this.arguments.put(OutputStream.class, (request) -> request.response().stream());
	}

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		return this.arguments.get(parameter.getParameterType());
	}

	/**
	 * The body as a stream.
	 */
	private record StreamedBody() implements Argument {

		@Override
		public InputStream resolve(FastCgiRequest request) {
			return request.body();
		}

		@Override
		public BodyNeed bodyNeed() {
			return BodyNeed.STREAM;
		}

	}

}
