package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import io.fastcgi.engine.exchange.Role;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * What a route looks like to somebody who does not call it.
 *
 * @param role the role
 * @param path the path pattern
 * @param methods the names of the methods, none for all
 * @param consumes the media types of bodies, none for all
 * @param produces the media types of responses, none for whatever can be written
 * @param handler the handler method
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record RouteDescription(Role role, String path, List<String> methods, List<String> consumes,
		List<String> produces, String handler) implements Comparable<RouteDescription> {

	private static final Comparator<RouteDescription> ORDER = Comparator.comparing(RouteDescription::role)
		.thenComparing(RouteDescription::path)
		.thenComparing((route) -> route.methods().toString())
		.thenComparing(RouteDescription::handler)
		.thenComparing(RouteDescription::toString);

	/**
	 * Create a description with copies of the lists.
	 */
	public RouteDescription {
		methods = List.copyOf(methods);
		consumes = List.copyOf(consumes);
		produces = List.copyOf(produces);
	}

	static RouteDescription of(Route route) {
		Route.Conditions conditions = route.conditions();
		return new RouteDescription(conditions.role(), route.pattern().getPatternString(),
				conditions.methods().stream().map(HttpMethod::name).sorted().toList(),
				conditions.consumes().stream().map(MediaType::toString).toList(),
				conditions.produces().stream().map(MediaType::toString).toList(),
				describe(route.handler().type(), route.handler().invoker().method()));
	}

	private static String describe(Class<?> type, Method method) {
		return Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", "%s.%s(".formatted(type.getName(), method.getName()), ")"));
	}

	@Override
	public int compareTo(RouteDescription other) {
		return ORDER.compare(this, other);
	}

}
