package io.fastcgi.spring.handler.dispatch;

import java.util.Comparator;
import java.util.List;

import io.fastcgi.spring.handler.dispatch.Route.Conditions;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * Which of the routes that a request may go to it goes to, the first one, decided as
 * Spring MVC decides it: by path, media types and methods, in this order. Routes that are
 * equal here are ambiguous.
 *
 * @param method the request method
 * @param contentType the media type of the request body
 * @param acceptable the media types that the client accepts, most wanted first
 * @author FastCGI Spring Boot maintainers
 */
record RouteOrder(HttpMethod method, MediaType contentType, List<MediaType> acceptable) implements Comparator<Route> {

	/**
	 * Return whether a route serves such requests, if their path is one of its own.
	 * @param route the route
	 * @return whether the other conditions are met
	 */
	boolean accepts(Route route) {
		Conditions conditions = route.conditions();
		return conditions.allows(this.method) && conditions.consumes(this.contentType)
				&& conditions.producesOneOf(this.acceptable);
	}

	@Override
	public int compare(Route one, Route other) {
		int result = Route.BY_SPECIFICITY.compare(one, other);
		result = (result != 0) ? result : compareHead(one.conditions(), other.conditions());
		result = (result != 0) ? result : compareConsumed(one.conditions(), other.conditions());
		result = (result != 0) ? result : compareProduced(one.conditions(), other.conditions());
		return (result != 0) ? result
				: Boolean.compare(one.conditions().methods().isEmpty(), other.conditions().methods().isEmpty());
	}

	private int compareHead(Conditions one, Conditions other) {
		// Whoever says HEAD means it more than whoever says GET
		return (this.method != HttpMethod.HEAD) ? 0
				: Boolean.compare(!one.methods().contains(HttpMethod.HEAD), !other.methods().contains(HttpMethod.HEAD));
	}

	private int compareConsumed(Conditions one, Conditions other) {
		if (one.consumes().isEmpty() || other.consumes().isEmpty()) {
			return Boolean.compare(one.consumes().isEmpty(), other.consumes().isEmpty());
		}
		MediaType type = consumed(one);
		MediaType otherType = consumed(other);
		return (type.isMoreSpecific(otherType)) ? -1 : (type.isLessSpecific(otherType)) ? 1 : 0;
	}

	private MediaType consumed(Conditions conditions) {
		return conditions.consumes()
			.stream()
			.filter((type) -> type.includes(this.contentType))
			.reduce((one, other) -> (other.isMoreSpecific(one)) ? other : one)
			.orElse(MediaType.ALL);
	}

	private int compareProduced(Conditions one, Conditions other) {
		for (MediaType wanted : this.acceptable) {
			if (one.produces(wanted) != other.produces(wanted)) {
				return (one.produces(wanted)) ? -1 : 1;
			}
			if (one.produces(wanted)) {
				return compareProduced(one, other, wanted);
			}
		}
		return 0;
	}

	private static int compareProduced(Conditions one, Conditions other, MediaType wanted) {
		if (one.produces().isEmpty() || other.produces().isEmpty()) {
			return Boolean.compare(one.produces().isEmpty(), other.produces().isEmpty());
		}
		// A client that takes anything gets what is first in the alphabet, always the
		// same
		return produced(one, wanted).compareTo(produced(other, wanted));
	}

	private static MediaType produced(Conditions conditions, MediaType wanted) {
		return conditions.produces().stream().filter(wanted::isCompatibleWith).findFirst().orElse(MediaType.ALL);
	}

}
