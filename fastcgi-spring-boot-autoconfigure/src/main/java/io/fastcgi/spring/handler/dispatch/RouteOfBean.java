package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A route, and the bean that it was found in.
 *
 * @param beanName the name of the bean
 * @param method the annotated method
 * @param route the route
 * @author FastCGI Spring Boot maintainers
 */
record RouteOfBean(String beanName, Method method, Route route) {

	/**
	 * Return whether it must be known which of two routes serves a request.
	 * @param other the other route
	 * @return whether they belong to different methods or beans, and to the same role
	 */
	boolean competesWith(RouteOfBean other) {
		return this.route.handler() != other.route.handler()
				&& this.route.conditions().role() == other.route.conditions().role();
	}

	@Override
	public String toString() {
		Route.Conditions conditions = this.route.conditions();
		return "%s of bean '%s': role %s, path '%s'%s%s%s".formatted(this.method.toGenericString(), this.beanName,
				conditions.role(), this.route.pattern(), describe("method", conditions.methods()),
				describe("consumes", conditions.consumes()), describe("produces", conditions.produces()));
	}

	private static String describe(String name, Collection<?> values) {
		return (values.isEmpty()) ? ""
				: values.stream().map(Object::toString).collect(Collectors.joining(", ", ", " + name + " ", ""));
	}

}
