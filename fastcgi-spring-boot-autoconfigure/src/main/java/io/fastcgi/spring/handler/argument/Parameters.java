package io.fastcgi.spring.handler.argument;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.Set;

import io.fastcgi.spring.handler.InvalidHandlerException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpEntity;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * What is to be said about parameters, and what they say about each other.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Parameters {

	private static final Set<Class<?>> BODIES = Set.of(InputStream.class, Reader.class);

	private Parameters() {
	}

	static InvalidHandlerException invalid(MethodParameter parameter, String problem, String fix) {
		return new InvalidHandlerException("Parameter '%s' of %s %s".formatted(parameter.getParameterName(),
				parameter.getExecutable().toGenericString(), problem), fix);
	}

	static InvalidHandlerException unbound(MethodParameter parameter) {
		Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
		return new InvalidHandlerException(
				"Parameter '%s' of type %s of %s cannot be bound to anything in a request".formatted(
						parameter.getParameterName(), parameter.getParameterType().getName(),
						parameter.getExecutable().toGenericString()),
				(BeanUtils.isSimpleProperty(type)) ? fixOfValue() : fixOfObject());
	}

	private static String fixOfValue() {
		return "Annotate it with @PathVariable, @RequestParam, @RequestHeader or @CookieValue for what the client says, "
				+ "with @CgiParam for what the front end says, or with @RequestBody for the body.";
	}

	private static String fixOfObject() {
		return "Annotate it with @PathVariable, @RequestParam, @RequestHeader, @CookieValue or @CgiParam for a value, "
				+ "@ModelAttribute for a form, @RequestBody or @RequestPart for a body, or use FastCgiRequest, "
				+ "FastCgiResponse, Params, HttpHeaders, HttpMethod, URI, UriComponentsBuilder, Role, Locale, TimeZone, "
				+ "ZoneId, HttpEntity, RequestEntity, InputStream, Reader, OutputStream, Writer or Cancellation. "
				+ "A bean of type ArgumentBinder binds types of your own.";
	}

	/**
	 * Return the name that a parameter asks for.
	 * @param parameter the parameter
	 * @param declared the name in its annotation, which may be empty
	 * @return the name in the annotation or, if there is none, that of the parameter
	 */
	static String name(MethodParameter parameter, String declared) {
		if (!declared.isEmpty()) {
			return declared;
		}
		String name = parameter.getParameterName();
		if (name == null) {
			throw new InvalidHandlerException(
					"Parameter %d of %s has an annotation without a name, and its own name is not in the class file"
						.formatted(parameter.getParameterIndex(), parameter.getExecutable().toGenericString()),
					"Give the annotation a name, or compile with -parameters.");
		}
		return name;
	}

	/**
	 * Return whether a method takes the request body itself, so that nobody else may read
	 * it.
	 * @param executable the method
	 * @return whether a parameter is a body
	 */
	static boolean takesBody(Executable executable) {
		return Arrays.stream(executable.getParameters())
			.anyMatch((parameter) -> parameter.isAnnotationPresent(RequestBody.class)
					|| BODIES.contains(parameter.getType()) || HttpEntity.class.isAssignableFrom(parameter.getType()));
	}

	/**
	 * Return the parameter that follows if it takes the errors of this one.
	 * @param parameter the parameter
	 * @return whether errors are not answered but handed over
	 */
	static boolean hasErrors(MethodParameter parameter) {
		Class<?>[] types = parameter.getExecutable().getParameterTypes();
		int next = parameter.getParameterIndex() + 1;
		return next < types.length && Errors.class.isAssignableFrom(types[next]);
	}

	static @Nullable MethodParameter previous(MethodParameter parameter) {
		int previous = parameter.getParameterIndex() - 1;
		return (previous >= 0) ? MethodParameter.forExecutable(parameter.getExecutable(), previous) : null;
	}

}
