package io.fastcgi.spring.handler;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.Execution;
import io.fastcgi.spring.annotation.FastCgiHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Makes routes of annotated methods. Everything that can be decided about a method is
 * decided here, so that a request finds an array of functions to call.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class HandlerFactory {

	private static final PathPatternParser PATTERNS = new PathPatternParser();

	private static final DefaultParameterNameDiscoverer PARAMETER_NAMES = new DefaultParameterNameDiscoverer();

	private final List<ArgumentBinder> argumentBinders;

	private final ResultBinder resultBinder;

	HandlerFactory(List<ArgumentBinder> argumentBinders, ResultBinder resultBinder) {
		this.argumentBinders = argumentBinders;
		this.resultBinder = resultBinder;
	}

	/**
	 * Make the routes of a method.
	 * @param bean the bean
	 * @param method the annotated method
	 * @return a route for each of its patterns
	 * @throws InvalidHandlerException if the method cannot be served
	 */
	List<Route> create(Object bean, Method method) {
		Class<?> userType = ClassUtils.getUserClass(AopUtils.getTargetClass(bean));
		FastCgiHandler onMethod = AnnotatedElementUtils.findMergedAnnotation(method, FastCgiHandler.class);
		FastCgiHandler onType = AnnotatedElementUtils.findMergedAnnotation(userType, FastCgiHandler.class);
		HandlerDescription description = HandlerDescription.of(method, onMethod, onType);
		Route.Handler handler = createHandler(bean, method, description);
		return description.patterns()
			.stream()
			.map((pattern) -> new Route(pattern, description.conditions(), handler))
			.toList();
	}

	private Route.Handler createHandler(Object bean, Method method, HandlerDescription description) {
		ResolvableType returnType = ResolvableType.forMethodReturnType(method);
		boolean staged = CompletionStage.class.isAssignableFrom(method.getReturnType());
		ResolvableType resultType = (staged) ? returnType.as(CompletionStage.class).getGeneric() : returnType;
		Route.Conditions conditions = description.conditions();
		if (conditions.role() == Role.AUTHORIZER && !HttpEntity.class.isAssignableFrom(resultType.toClass())) {
			throw new InvalidHandlerException(
					"%s has the role AUTHORIZER but returns %s, which does not say whether access is granted"
						.formatted(method.toGenericString(), returnType),
					"Return a ResponseEntity: status 200 grants access, any other status denies it.");
		}
		boolean blocking = switch (description.execution()) {
			case AUTO -> !staged;
			case BLOCKING -> true;
			case NON_BLOCKING -> false;
		};
		HandlerInvoker invoker = new HandlerInvoker(bean, invocable(bean, method), bindArguments(method));
		return new Route.Handler(invoker, this.resultBinder.bind(resultType, conditions.produces()), blocking,
				method.getReturnType() == void.class);
	}

	private static Method invocable(Object bean, Method method) {
		Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
		ReflectionUtils.makeAccessible(invocable);
		return invocable;
	}

	private Argument[] bindArguments(Method method) {
		Argument[] arguments = new Argument[method.getParameterCount()];
		for (int i = 0; i < arguments.length; i++) {
			MethodParameter parameter = new MethodParameter(method, i);
			parameter.initParameterNameDiscovery(PARAMETER_NAMES);
			arguments[i] = bind(parameter);
		}
		return arguments;
	}

	private Argument bind(MethodParameter parameter) {
		for (ArgumentBinder binder : this.argumentBinders) {
			Argument argument = binder.bind(parameter);
			if (argument != null) {
				return argument;
			}
		}
		throw new InvalidHandlerException(
				"Parameter '%s' of type %s of %s cannot be bound to anything in a request".formatted(
						parameter.getParameterName(), parameter.getParameterType().getName(),
						parameter.getExecutable().toGenericString()),
				"Annotate it with @PathVariable, @RequestParam, @RequestHeader, @CookieValue, @RequestBody or "
						+ "@CgiParam, or use FastCgiRequest, Params, HttpHeaders, HttpMethod, URI, InputStream or "
						+ "OutputStream.");
	}

	/**
	 * What the annotations of a method and of its class say together.
	 *
	 * @param patterns the patterns
	 * @param conditions the conditions
	 * @param execution where the method runs
	 */
	private record HandlerDescription(List<PathPattern> patterns, Route.Conditions conditions, Execution execution) {

		static HandlerDescription of(Method method, @Nullable FastCgiHandler onMethod,
				@Nullable FastCgiHandler onType) {
			List<FastCgiHandler> both = new ArrayList<>();
			if (onMethod != null) {
				both.add(onMethod);
			}
			if (onType != null) {
				both.add(onType);
			}
			Role[] role = first(both.stream().map(FastCgiHandler::role).toList(), new Role[] { Role.RESPONDER });
			RequestMethod[] methods = first(both.stream().map(FastCgiHandler::method).toList(), new RequestMethod[0]);
			String[] consumes = first(both.stream().map(FastCgiHandler::consumes).toList(), new String[0]);
			String[] produces = first(both.stream().map(FastCgiHandler::produces).toList(), new String[0]);
			Execution execution = both.stream()
				.map(FastCgiHandler::execution)
				.filter((it) -> it != Execution.AUTO)
				.findFirst()
				.orElse(Execution.AUTO);
			if (role.length > 1) {
				throw new InvalidHandlerException("%s names several roles".formatted(method.toGenericString()),
						"Write a method for each role.");
			}
			return new HandlerDescription(
					patterns(method, (onType != null) ? onType.path() : new String[0],
							(onMethod != null) ? onMethod.path() : new String[0]),
					new Route.Conditions(role[0], httpMethods(methods), mediaTypes(method, consumes),
							mediaTypes(method, produces)),
					execution);
		}

		private static <T> T[] first(List<T[]> candidates, T[] defaultValue) {
			return candidates.stream().filter((candidate) -> candidate.length > 0).findFirst().orElse(defaultValue);
		}

		private static List<PathPattern> patterns(Method method, String[] onType, String[] onMethod) {
			try {
				List<PathPattern> patterns = new ArrayList<>();
				for (String prefix : (onType.length > 0) ? onType : new String[] { "" }) {
					for (String path : (onMethod.length > 0) ? onMethod : new String[] { "" }) {
						patterns.add(pattern(prefix, path));
					}
				}
				return patterns;
			}
			catch (PatternParseException ex) {
				throw new InvalidHandlerException(
						"A path pattern of %s is not valid: %s".formatted(method.toGenericString(),
								ex.toDetailedString()),
						"Correct the pattern; see the documentation of PathPattern for its syntax.");
			}
		}

		private static PathPattern pattern(String prefix, String path) {
			if (prefix.isEmpty() && path.isEmpty()) {
				return PATTERNS.parse("/**");
			}
			PathPattern first = parse(prefix);
			return (prefix.isEmpty()) ? parse(path) : (path.isEmpty()) ? first : first.combine(parse(path));
		}

		private static PathPattern parse(String path) {
			return PATTERNS.parse(PATTERNS.initFullPathPattern(path));
		}

		private static Set<HttpMethod> httpMethods(RequestMethod[] methods) {
			Set<HttpMethod> httpMethods = new LinkedHashSet<>();
			Arrays.stream(methods).map(RequestMethod::asHttpMethod).forEach(httpMethods::add);
			return httpMethods;
		}

		private static List<MediaType> mediaTypes(Method method, String[] values) {
			try {
				return MediaType.parseMediaTypes(List.of(values));
			}
			catch (InvalidMediaTypeException ex) {
				throw new InvalidHandlerException(
						"A media type of %s is not valid: %s".formatted(method.toGenericString(), ex.getMessage()),
						"Correct the media type.");
			}
		}

	}

}
