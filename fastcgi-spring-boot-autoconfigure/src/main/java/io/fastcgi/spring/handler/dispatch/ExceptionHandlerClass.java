package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.result.ResultWriter;
import io.fastcgi.spring.handler.result.ResultWriters;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.ExceptionHandlerMappingInfo;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;

/**
 * The methods of a class that answer exceptions.
 *
 * @param resolver knows which of them is for which exception
 * @param methods all of them
 * @author FastCGI Spring Boot maintainers
 */
record ExceptionHandlerClass(ExceptionHandlerMethodResolver resolver, Map<Method, ExceptionHandlerMethod> methods) {

	static ExceptionHandlerClass of(Object bean, Class<?> type, MethodBinder binder, ResultWriters results) {
		ExceptionHandlerMethodResolver resolver = resolver(type);
		Map<Method, ExceptionHandlerMethod> methods = new HashMap<>();
		for (Method method : exceptionHandlers(type)) {
			methods.put(method, bind(bean, type, method, binder, results));
		}
		return new ExceptionHandlerClass(resolver, methods);
	}

	private static Set<Method> exceptionHandlers(Class<?> type) {
		return MethodIntrospector.selectMethods(type,
				(Method method) -> AnnotatedElementUtils.hasAnnotation(method, ExceptionHandler.class));
	}

	private static ExceptionHandlerMethodResolver resolver(Class<?> type) {
		try {
			return new ExceptionHandlerMethodResolver(type);
		}
		catch (IllegalStateException ex) {
			throw new InvalidHandlerException(
					"The exception handlers of %s are not valid: %s".formatted(type.getName(), ex.getMessage()),
					"Let each exception be handled by one method of the class.");
		}
	}

	private static ExceptionHandlerMethod bind(Object bean, Class<?> type, Method method, MethodBinder binder,
			ResultWriters results) {
		HandlerInvoker invoker = binder.bind(bean, type, method, ExceptionArgument::bind);
		if (invoker.bodyNeed().compareTo(Argument.BodyNeed.NONE) > 0 && invoker.bodyNeed() != Argument.BodyNeed.FORM) {
			throw new InvalidHandlerException("%s handles exceptions but reads the request body, which may be gone then"
				.formatted(method.toGenericString()), "Remove the parameter.");
		}
		List<MediaType> produces = produces(method);
		ResolvableType returnType = ResolvableType.forMethodReturnType(method, type);
		ResultWriter writer = results.create(method, returnType, Role.RESPONDER, produces);
		if (!writer.isSendable()) {
			throw new InvalidHandlerException(
					"%s returns %s, which cannot be sent".formatted(method.toGenericString(), returnType),
					"Return a ProblemDetail, a ResponseEntity, or another type that a handler method may return.");
		}
		return new ExceptionHandlerMethod(invoker, writer, ResponsePreset.of(method, writer.isVoid(), produces));
	}

	private static List<MediaType> produces(Method method) {
		ExceptionHandler annotation = AnnotatedElementUtils.findMergedAnnotation(method, ExceptionHandler.class);
		return (annotation != null) ? MediaType.parseMediaTypes(List.of(annotation.produces())) : List.of();
	}

	@Nullable ExceptionHandlerMethod find(Throwable error, List<MediaType> acceptable) {
		if (!this.resolver.hasExceptionMappings()) {
			return null;
		}
		for (MediaType mediaType : acceptable) {
			ExceptionHandlerMappingInfo mapping = this.resolver.resolveExceptionMapping(error, mediaType);
			if (mapping != null) {
				return this.methods.get(mapping.getHandlerMethod());
			}
		}
		ExceptionHandlerMappingInfo mapping = this.resolver.resolveExceptionMapping(error, MediaType.ALL);
		return (mapping != null) ? this.methods.get(mapping.getHandlerMethod()) : null;
	}

}
