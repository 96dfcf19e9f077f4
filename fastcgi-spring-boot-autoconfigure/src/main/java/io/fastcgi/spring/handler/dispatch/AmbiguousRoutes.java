package io.fastcgi.spring.handler.dispatch;

import java.util.List;

import io.fastcgi.spring.handler.InvalidHandlerException;

/**
 * Finds handlers of which nobody could say which one serves a request. Spring MVC fails
 * when such a request arrives; here the application does not start. Only what is certain
 * counts: there has to be a request that both serve, and no other handler before them.
 *
 * @param routes all routes
 * @author FastCGI Spring Boot maintainers
 */
record AmbiguousRoutes(List<RouteOfBean> routes) {

	/**
	 * Refuse ambiguous routes.
	 * @throws InvalidHandlerException if there are any
	 */
	void reject() {
		for (int i = 0; i < this.routes.size(); i++) {
			RouteOfBean one = this.routes.get(i);
			for (RouteOfBean other : this.routes.subList(i + 1, this.routes.size())) {
				boolean comparable = one.competesWith(other)
						&& Route.BY_SPECIFICITY.compare(one.route(), other.route()) == 0;
				if (comparable) {
					reject(one, other);
				}
			}
		}
	}

	private void reject(RouteOfBean one, RouteOfBean other) {
		List<String> paths = SamplePaths.of(one.route().pattern(), other.route().pattern());
		if (paths.isEmpty() && one.route().hasPathOf(other.route())) {
			paths = List.of(one.route().pattern().getPatternString());
		}
		paths.stream()
			.flatMap((path) -> SampleRequest.of(path, one.route().conditions(), other.route().conditions()).stream())
			.filter((request) -> isUndecided(request, one.route(), other.route()))
			.findFirst()
			.ifPresent((request) -> {
				throw ambiguous(request, one, other);
			});
	}

	private boolean isUndecided(SampleRequest request, Route one, Route other) {
		RouteOrder order = request.order();
		return order.accepts(one) && order.accepts(other) && order.compare(one, other) == 0
				&& this.routes.stream()
					.map(RouteOfBean::route)
					.filter((route) -> route.conditions().role() == one.conditions().role() && order.accepts(route))
					.filter((route) -> order.compare(route, one) < 0)
					.noneMatch((route) -> route.pattern().matches(RequestPaths.parse(request.path())));
	}

	private static InvalidHandlerException ambiguous(SampleRequest request, RouteOfBean one, RouteOfBean other) {
		String fix = (one.method().equals(other.method()))
				? "Keep one of the beans '%s' and '%s', or let only one of their classes have the method as a handler."
					.formatted(one.beanName(), other.beanName())
				: "Give one of them another path, or let them differ in 'method', 'role', 'consumes' or 'produces'.";
		return new InvalidHandlerException("""
				Two handlers serve the same requests, and nothing decides which of them does:

				    %s
				    %s

				Both serve %s, for example.""".formatted(one, other, request), fix);
	}

}
