package io.fastcgi.spring.handler.argument;

import java.lang.annotation.Annotation;
import java.util.Map;

import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.ArgumentBinder;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.message.ClientHeaders;
import io.fastcgi.spring.handler.multipart.MultipartForms;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.convert.ConversionService;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;

/**
 * Binds parameters that are annotated with the name of what they want.
 *
 * @param conversionService converts the values
 * @param forms reads forms with files, whose fields are request parameters
 * @author FastCGI Spring Boot maintainers
 */
record NamedValueBinder(ConversionService conversionService, MultipartForms forms) implements ArgumentBinder {

	@Override
	public @Nullable Argument bind(MethodParameter parameter) {
		Spec spec = Spec.of(parameter);
		if (spec == null) {
			return null;
		}
		Argument argument = bind(parameter, spec);
		return (spec.source() == NamedValueSource.REQUEST_PARAM) ? FormArgument.of(argument, parameter, this.forms)
				: argument;
	}

	private Argument bind(MethodParameter parameter, Spec spec) {
		if (spec.name().isEmpty()) {
			Argument all = bindAll(parameter.getParameterType(), spec.source());
			if (all != null) {
				return all;
			}
		}
		String name = Parameters.name(parameter, spec.name());
		if (spec.source() == NamedValueSource.CGI_PARAM && name.startsWith("HTTP_")) {
			throw Parameters.invalid(parameter,
					"asks for the param %s, which carries what the client says".formatted(name),
					"Bind the header with @RequestHeader instead of @CgiParam.");
		}
		if (spec.source() == NamedValueSource.HEADER && ClientHeaders.isWithheld(ClientHeaders.paramName(name))) {
			throw Parameters.invalid(parameter,
					"asks for the header %s, which is withheld because it is an attack (\"httpoxy\")".formatted(name),
					"Remove the parameter.");
		}
		return new NamedValue(parameter, spec.source(), name, spec.required(), spec.defaultValue(),
				this.conversionService);
	}

	private static @Nullable Argument bindAll(Class<?> type, NamedValueSource source) {
		if (type == Map.class) {
			return (request) -> firstOfEach(source.all(request));
		}
		if (type == MultiValueMap.class && source.isMultiple()) {
			return source::all;
		}
		return (type == HttpHeaders.class && source == NamedValueSource.HEADER) ? FastCgiRequest::headers : null;
	}

	private static Map<?, ?> firstOfEach(Map<?, ?> values) {
		return (values instanceof MultiValueMap<?, ?> multiple) ? multiple.toSingleValueMap() : values;
	}

	/**
	 * What the annotations of the different sources have in common.
	 *
	 * @param source where to look
	 * @param name the name, empty for the name of the parameter
	 * @param required whether a value has to be there
	 * @param defaultValue the default value or {@link ValueConstants#DEFAULT_NONE}
	 */
	private record Spec(NamedValueSource source, String name, boolean required, String defaultValue) {

		static @Nullable Spec of(MethodParameter parameter) {
			PathVariable path = find(parameter, PathVariable.class);
			if (path != null) {
				return new Spec(NamedValueSource.PATH_VARIABLE, path.name(), path.required(),
						ValueConstants.DEFAULT_NONE);
			}
			RequestParam param = find(parameter, RequestParam.class);
			if (param != null) {
				return new Spec(NamedValueSource.REQUEST_PARAM, param.name(), param.required(), param.defaultValue());
			}
			RequestHeader header = find(parameter, RequestHeader.class);
			if (header != null) {
				return new Spec(NamedValueSource.HEADER, header.name(), header.required(), header.defaultValue());
			}
			CookieValue cookie = find(parameter, CookieValue.class);
			if (cookie != null) {
				return new Spec(NamedValueSource.COOKIE, cookie.name(), cookie.required(), cookie.defaultValue());
			}
			CgiParam cgi = find(parameter, CgiParam.class);
			return (cgi != null) ? new Spec(NamedValueSource.CGI_PARAM, cgi.name(), cgi.required(), cgi.defaultValue())
					: null;
		}

		private static <A extends Annotation> @Nullable A find(MethodParameter parameter, Class<A> type) {
			return AnnotatedElementUtils
				.findMergedAnnotation(AnnotatedElementUtils.forAnnotations(parameter.getParameterAnnotations()), type);
		}

	}

}
