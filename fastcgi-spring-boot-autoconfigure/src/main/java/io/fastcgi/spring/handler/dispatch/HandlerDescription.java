package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.Execution;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.InvalidHandlerException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * What the annotations of a method and of its class say together.
 *
 * @param patterns the patterns
 * @param conditions the conditions
 * @param execution where the method runs
 * @author FastCGI Spring Boot maintainers
 */
record HandlerDescription(List<PathPattern> patterns, Route.Conditions conditions, Execution execution) {

	private static final PathPatternParser PATTERNS = new PathPatternParser();

	private static final String[] NOTHING = {};

	static HandlerDescription of(Class<?> type, Method method) {
		FastCgiHandler onMethod = AnnotatedElementUtils.findMergedAnnotation(method, FastCgiHandler.class);
		FastCgiHandler onType = AnnotatedElementUtils.findMergedAnnotation(type, FastCgiHandler.class);
		List<FastCgiHandler> both = new ArrayList<>();
		if (onMethod != null) {
			both.add(onMethod);
		}
		if (onType != null) {
			both.add(onType);
		}
		Role[] role = first(both.stream().map(FastCgiHandler::role).toList(), new Role[] { Role.RESPONDER });
		RequestMethod[] methods = first(both.stream().map(FastCgiHandler::method).toList(), new RequestMethod[0]);
		String[] consumes = first(both.stream().map(FastCgiHandler::consumes).toList(), NOTHING);
		String[] produces = first(both.stream().map(FastCgiHandler::produces).toList(), NOTHING);
		Execution execution = both.stream()
			.map(FastCgiHandler::execution)
			.filter((it) -> it != Execution.AUTO)
			.findFirst()
			.orElse(Execution.AUTO);
		if (role.length > 1) {
			throw new InvalidHandlerException("%s names several roles".formatted(method.toGenericString()),
					"Write a method for each role.");
		}
		return new HandlerDescription(patterns(method, pathOf(onType), pathOf(onMethod)), new Route.Conditions(role[0],
				httpMethods(methods), mediaTypes(method, consumes), mediaTypes(method, produces)), execution);
	}

	private static <T> T[] first(List<T[]> candidates, T[] defaultValue) {
		return candidates.stream().filter((candidate) -> candidate.length > 0).findFirst().orElse(defaultValue);
	}

	private static String[] pathOf(@Nullable FastCgiHandler annotation) {
		return (annotation != null && annotation.path().length > 0) ? annotation.path() : new String[] { "" };
	}

	private static List<PathPattern> patterns(Method method, String[] onType, String[] onMethod) {
		try {
			List<PathPattern> patterns = new ArrayList<>();
			for (String prefix : onType) {
				for (String path : onMethod) {
					patterns.add(pattern(prefix, path));
				}
			}
			return patterns;
		}
		catch (PatternParseException ex) {
			throw new InvalidHandlerException(
					"A path pattern of %s is not valid: %s".formatted(method.toGenericString(), ex.toDetailedString()),
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
