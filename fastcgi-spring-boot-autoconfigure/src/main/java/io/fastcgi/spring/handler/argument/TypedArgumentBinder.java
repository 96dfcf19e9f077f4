package io.fastcgi.spring.handler.argument;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.Cancellation;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.FastCgiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Binds parameters whose type says what they want.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class TypedArgumentBinder implements ArgumentBinder {

	private final Map<Class<?>, Argument> arguments = new LinkedHashMap<>();

	TypedArgumentBinder() {
		this.arguments.put(FastCgiRequest.class, (request) -> request);
		this.arguments.put(FastCgiResponse.class, FastCgiRequest::response);
		this.arguments.put(Exchange.class, FastCgiRequest::exchange);
		this.arguments.put(Params.class, FastCgiRequest::params);
		this.arguments.put(Role.class, FastCgiRequest::role);
		this.arguments.put(HttpMethod.class, FastCgiRequest::method);
		this.arguments.put(HttpHeaders.class, FastCgiRequest::headers);
		this.arguments.put(URI.class, FastCgiRequest::uri);
		this.arguments.put(UriComponentsBuilder.class, ApplicationUri::builder);
		this.arguments.put(Locale.class, PreferredLocale::of);
		this.arguments.put(TimeZone.class, (request) -> LocaleContextHolder.getTimeZone());
		this.arguments.put(ZoneId.class, (request) -> LocaleContextHolder.getTimeZone().toZoneId());
		this.arguments.put(Cancellation.class, AbortCancellation::of);
		this.arguments.put(InputStream.class, new Streamed(FastCgiRequest::body));
		this.arguments.put(Reader.class, new Streamed(BodyText::reader));
		this.arguments.put(OutputStream.class, (request) -> request.response().stream());
		this.arguments.put(Writer.class, (request) -> new ResponseWriter(request.response()));
		this.arguments.put(PrintWriter.class, (request) -> new PrintWriter(new ResponseWriter(request.response())));
	}

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		return this.arguments.get(parameter.getParameterType());
	}

	/**
	 * Argument that reads the body as it comes.
	 *
	 * @param argument makes the argument of it
	 */
	private record Streamed(Argument argument) implements Argument {

		@Override
		public @Nullable Object resolve(FastCgiRequest request) throws Exception {
			return this.argument.resolve(request);
		}

		@Override
		public BodyNeed bodyNeed() {
			return BodyNeed.STREAM;
		}

	}

}
