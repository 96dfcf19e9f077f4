package io.fastcgi.spring.handler.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.fastcgi.spring.handler.dispatch.Route.Conditions;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * A request that two routes may serve, as far as its path goes.
 *
 * @param path the path, encoded
 * @param order method and media types, and what they decide
 * @author FastCGI Spring Boot maintainers
 */
record SampleRequest(String path, RouteOrder order) {

	/**
	 * The type of what has no other: a handler that does not name the types it knows
	 * knows this one, too.
	 */
	private static final MediaType UNNAMED = MediaType.APPLICATION_OCTET_STREAM;

	/**
	 * Return requests that show whether conditions can be met together: each method and
	 * media type that one of them names, or all methods if none is named.
	 * @param path the path, encoded
	 * @param one conditions
	 * @param other other conditions
	 * @return the requests
	 */
	static List<SampleRequest> of(String path, Conditions one, Conditions other) {
		Set<HttpMethod> methods = new LinkedHashSet<>(one.methods());
		methods.addAll(other.methods());
		if (methods.isEmpty()) {
			methods.addAll(List.of(HttpMethod.values()));
		}
		List<SampleRequest> requests = new ArrayList<>();
		for (HttpMethod method : methods) {
			for (MediaType contentType : concrete(one.consumes(), other.consumes())) {
				for (MediaType accept : concrete(one.produces(), other.produces())) {
					requests.add(new SampleRequest(path, new RouteOrder(method, contentType, List.of(accept))));
				}
			}
		}
		return requests;
	}

	private static List<MediaType> concrete(List<MediaType> one, List<MediaType> other) {
		return Stream.of(one.stream(), other.stream(), Stream.of(UNNAMED))
			.flatMap((types) -> types)
			.map(SampleRequest::concrete)
			.distinct()
			.toList();
	}

	private static MediaType concrete(MediaType type) {
		String subtype = type.getSubtype().replace("*", "any");
		return new MediaType((type.isWildcardType()) ? "application" : type.getType(), subtype, type.getParameters());
	}

	@Override
	public String toString() {
		MediaType contentType = this.order.contentType();
		MediaType accept = this.order.acceptable().get(0);
		return "'%s %s'%s%s".formatted(this.order.method(), this.path,
				(contentType.equals(UNNAMED)) ? "" : " with 'Content-Type: %s'".formatted(contentType),
				(accept.equals(UNNAMED)) ? "" : " with 'Accept: %s'".formatted(accept));
	}

}
