package io.fastcgi.spring.handler.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.message.ContentNegotiation;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import org.springframework.web.util.pattern.PathPattern;

/**
 * All routes, and which of them serves a request. For a path that is the pattern of a
 * route it is known from the start which patterns match; for any other they are tried,
 * most specific first.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RouteTable {

	private final Map<Role, RoleRoutes> roles = new EnumMap<>(Role.class);

	private final ContentNegotiation negotiation;

	RouteTable(Collection<Route> routes, ContentNegotiation negotiation) {
		this.negotiation = negotiation;
		for (Role role : Role.values()) {
			List<Route> ofRole = routes.stream().filter((route) -> route.conditions().role() == role).toList();
			if (!ofRole.isEmpty()) {
				this.roles.put(role, RoleRoutes.of(ofRole));
			}
		}
	}

	boolean serves(Role role) {
		return this.roles.containsKey(role);
	}

	/**
	 * Describe all routes.
	 * @return the descriptions, in an order that depends on nothing but what they say
	 */
	List<RouteDescription> describe() {
		return this.roles.values()
			.stream()
			.flatMap((routes) -> routes.sorted().stream())
			.map(RouteDescription::of)
			.sorted()
			.toList();
	}

	/**
	 * Find the route for a request and note it there.
	 * @param request the request
	 * @return the route
	 * @throws ResponseStatusException if there is none
	 */
	Route match(DefaultFastCgiRequest request) {
		RoleRoutes routes = this.roles.get(request.role());
		List<Candidate> candidates = (routes != null) ? routes.find(request.path()) : List.of();
		if (candidates.isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No handler for this path");
		}
		Candidate chosen = choose(request, candidates);
		request.matched(chosen.route().pattern(), chosen.variables());
		return chosen.route();
	}

	private Candidate choose(DefaultFastCgiRequest request, List<Candidate> candidates) {
		HttpMethod method = request.method();
		List<Candidate> allowed = meeting((conditions) -> conditions.allows(method), candidates);
		if (allowed.isEmpty()) {
			throw new MethodNotAllowedException(method, methods(candidates));
		}
		MediaType contentType = (readsType(allowed)) ? contentType(request) : MediaType.APPLICATION_OCTET_STREAM;
		List<Candidate> consuming = consuming(contentType, allowed);
		List<MediaType> acceptable = (isNegotiated(consuming)) ? this.negotiation.acceptable(request.params())
				: List.of(MediaType.ALL);
		List<Candidate> producing = producing(acceptable, consuming);
		return (producing.size() == 1) ? producing.get(0) : Collections.min(producing,
				Comparator.comparing(Candidate::route, new RouteOrder(method, contentType, acceptable)));
	}

	// Most of the time there is one, and no need for another list
	private static List<Candidate> meeting(Predicate<Route.Conditions> test, List<Candidate> candidates) {
		if (candidates.size() == 1) {
			return test.test(candidates.get(0).conditions()) ? candidates : List.of();
		}
		return candidates.stream().filter((candidate) -> test.test(candidate.conditions())).toList();
	}

	private static boolean isNegotiated(List<Candidate> candidates) {
		// A handler of a less specific path has no say in what a client may accept
		Route first = candidates.get(0).route();
		for (Candidate candidate : candidates) {
			Route route = candidate.route();
			if (!route.conditions().produces().isEmpty() && Route.BY_SPECIFICITY.compare(first, route) == 0) {
				return true;
			}
		}
		return false;
	}

	private static boolean readsType(List<Candidate> candidates) {
		for (Candidate candidate : candidates) {
			if (!candidate.conditions().consumes().isEmpty()) {
				return true;
			}
		}
		return false;
	}

	private static Set<HttpMethod> methods(List<Candidate> candidates) {
		Set<HttpMethod> methods = new LinkedHashSet<>();
		candidates.forEach((candidate) -> methods.addAll(candidate.conditions().methods()));
		if (methods.contains(HttpMethod.GET)) {
			methods.add(HttpMethod.HEAD);
		}
		methods.add(HttpMethod.OPTIONS);
		return methods;
	}

	private static List<Candidate> consuming(MediaType contentType, List<Candidate> candidates) {
		List<Candidate> consuming = meeting((conditions) -> conditions.consumes(contentType), candidates);
		if (consuming.isEmpty()) {
			throw new UnsupportedMediaTypeStatusException(contentType,
					candidates.stream().flatMap((candidate) -> candidate.conditions().consumes().stream()).toList());
		}
		return consuming;
	}

	private static MediaType contentType(DefaultFastCgiRequest request) {
		String contentType = request.params().get("CONTENT_TYPE");
		try {
			return (contentType != null) ? MediaType.parseMediaType(contentType) : MediaType.APPLICATION_OCTET_STREAM;
		}
		catch (InvalidMediaTypeException ex) {
			throw new UnsupportedMediaTypeStatusException(ex.getMessage());
		}
	}

	private static List<Candidate> producing(List<MediaType> acceptable, List<Candidate> candidates) {
		List<Candidate> producing = meeting((conditions) -> conditions.producesOneOf(acceptable), candidates);
		if (producing.isEmpty()) {
			throw new NotAcceptableStatusException(
					candidates.stream().flatMap((candidate) -> candidate.conditions().produces().stream()).toList());
		}
		return producing;
	}

	/**
	 * A route whose pattern matches.
	 *
	 * @param route the route
	 * @param variables the variables of the path
	 */
	private record Candidate(Route route, Map<String, String> variables) {

		Route.Conditions conditions() {
			return this.route.conditions();
		}

	}

	/**
	 * Routes of a role.
	 *
	 * @param literal all routes for each path that is the pattern of one, found
	 * beforehand
	 * @param sorted all routes, most specific first
	 */
	private record RoleRoutes(Map<String, List<Candidate>> literal, List<Route> sorted) {

		static RoleRoutes of(List<Route> routes) {
			List<Route> sorted = routes.stream().sorted(Route.BY_SPECIFICITY).toList();
			Map<String, List<Candidate>> literal = new HashMap<>();
			sorted.stream()
				.filter(Route::isLiteral)
				.map((route) -> route.pattern().getPatternString())
				.forEach((path) -> literal.computeIfAbsent(path, (key) -> search(sorted, RequestPaths.parse(key))));
			return new RoleRoutes(literal, sorted);
		}

		List<Candidate> find(String rawPath) {
			List<Candidate> found = this.literal.get(rawPath);
			return (found != null) ? found : search(this.sorted, RequestPaths.parse(rawPath));
		}

		private static List<Candidate> search(List<Route> sorted, PathContainer path) {
			List<Candidate> found = new ArrayList<>();
			for (Route route : sorted) {
				PathPattern.@Nullable PathMatchInfo match = route.pattern().matchAndExtract(path);
				if (match != null) {
					found.add(new Candidate(route, match.getUriVariables()));
				}
			}
			return found;
		}

	}

}
