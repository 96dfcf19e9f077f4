package io.fastcgi.spring.handler.dispatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.InvalidHandlerException;
import io.fastcgi.spring.handler.StubExchange;
import io.fastcgi.spring.handler.message.ContentNegotiation;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares {@link AmbiguousRoutes} with requests that are sent to {@link RouteTable}: a
 * request whose handler depends on the order in which the handlers were found is
 * ambiguous, and nothing else is.
 *
 * @author FastCGI Spring Boot maintainers
 */
class AmbiguousRoutesPropertyTests {

	private static final int SETS = 600;

	private static final List<String> PATTERNS = List.of("/a", "/{x}", "/{y}", "/{n:\\d+}", "/{m:[0-9]+}",
			"/{w:[a-z]+}", "/a/{x}", "/{x}/b", "/a/b", "/a/**", "/**", "/{*rest}", "/a*", "/*b", "/a?", "/ab",
			"/{x}.txt", "/**/b");

	private static final List<String> PATHS = List.of("/", "/a", "/b", "/1", "/A", "/ab", "/ax", "/a.txt", "/a/b",
			"/a/1", "/1/b", "/a/b/c", "/c/d/b", "/a/");

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "DELETE");

	private static final List<String> REQUEST_METHODS = List.of("GET", "HEAD", "POST", "DELETE", "PUT");

	private static final List<String> TYPES = List.of("text/plain", "text/csv", "application/json", "image/png");

	private static final List<String> DECLARED_TYPES = List.of("text/plain", "text/*", "application/json");

	@Test
	void refusesExactlyWhatDependsOnTheOrderOfDeclaration() {
		int ambiguousSets = 0;
		for (int seed = 0; seed < SETS; seed++) {
			List<RouteOfBean> routes = routes(new Random(seed));
			List<RouteOfBean> reversed = new ArrayList<>(routes);
			Collections.reverse(reversed);
			String ambiguous = findAmbiguous(table(routes), table(reversed));
			String refusal = refusal(routes);
			assertThat(refusal != null).as("%d: %s%n%s%n%s", seed, routes, ambiguous, refusal)
				.isEqualTo(ambiguous != null);
			ambiguousSets += (ambiguous != null) ? 1 : 0;
		}
		assertThat(ambiguousSets).isBetween(SETS / 6, SETS * 5 / 6);
	}

	private static @Nullable String refusal(List<RouteOfBean> routes) {
		try {
			new AmbiguousRoutes(routes).reject();
			return null;
		}
		catch (InvalidHandlerException ex) {
			return ex.getMessage();
		}
	}

	private static RouteTable table(List<RouteOfBean> routes) {
		return new RouteTable(routes.stream().map(RouteOfBean::route).toList(), new ContentNegotiation());
	}

	private static @Nullable String findAmbiguous(RouteTable one, RouteTable other) {
		for (String path : PATHS) {
			for (String method : REQUEST_METHODS) {
				for (String contentType : TYPES) {
					for (String accept : TYPES) {
						DefaultFastCgiRequest request = StubExchange.request(method, path, "CONTENT_TYPE", contentType,
								"HTTP_ACCEPT", accept);
						if (find(one, request) != find(other, request)) {
							return "%s %s %s %s".formatted(method, path, contentType, accept);
						}
					}
				}
			}
		}
		return null;
	}

	private static Route.@Nullable Handler find(RouteTable routes, DefaultFastCgiRequest request) {
		try {
			return routes.match(request).handler();
		}
		catch (ResponseStatusException ex) {
			return null;
		}
	}

	private static List<RouteOfBean> routes(Random random) {
		List<RouteOfBean> routes = new ArrayList<>();
		int count = 2 + random.nextInt(4);
		List<String> patterns = new ArrayList<>(PATTERNS);
		Collections.shuffle(patterns, random);
		for (int i = 0; i < count; i++) {
			Set<HttpMethod> methods = new TreeSet<>();
			some(METHODS, random).forEach((method) -> methods.add(HttpMethod.valueOf(method)));
			routes.add(AmbiguousRoutesTests.route(patterns.get(random.nextInt(2)),
					new Route.Conditions(Role.RESPONDER, methods, mediaTypes(random), mediaTypes(random))));
		}
		return routes;
	}

	private static List<MediaType> mediaTypes(Random random) {
		return MediaType.parseMediaTypes(new ArrayList<>(some(DECLARED_TYPES, random)));
	}

	private static Set<String> some(List<String> values, Random random) {
		Set<String> some = new LinkedHashSet<>();
		while (random.nextInt(3) == 0) {
			some.add(values.get(random.nextInt(values.size())));
		}
		return some;
	}

}
