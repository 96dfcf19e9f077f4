package io.fastcgi.spring.annotation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;

/**
 * Types that say how or when their content comes.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Wrappers {

	private static final List<Class<?>> KNOWN = List.of(CompletionStage.class, HttpEntity.class, Optional.class,
			Flow.Publisher.class, Stream.class);

	/**
	 * What {@code Mono} and {@code Flux} are, which need not be on the class path.
	 */
	private static final String PUBLISHER = "org.reactivestreams.Publisher";

	private Wrappers() {
	}

	/**
	 * Return the type of the content.
	 * @param type the type of a parameter or result
	 * @return the type without any wrappers around it
	 */
	static ResolvableType unwrap(ResolvableType type) {
		ResolvableType wrapper = wrapper(type);
		return (wrapper != null && wrapper.hasGenerics()) ? unwrap(wrapper.getGeneric()) : type;
	}

	private static @Nullable ResolvableType wrapper(ResolvableType type) {
		for (Class<?> known : KNOWN) {
			if (known.isAssignableFrom(type.toClass())) {
				return type.as(known);
			}
		}
		return publisher(type);
	}

	private static @Nullable ResolvableType publisher(ResolvableType type) {
		if (type.toClass().getName().equals(PUBLISHER)) {
			return type;
		}
		return Stream.concat(Stream.of(type.getSuperType()), Arrays.stream(type.getInterfaces()))
			.filter((parent) -> parent != ResolvableType.NONE)
			.map(Wrappers::publisher)
			.filter((parent) -> parent != null)
			.findFirst()
			.orElse(null);
	}

}
