package io.fastcgi.spring.handler.result;

import java.util.concurrent.Flow;

import io.fastcgi.spring.handler.reactive.ReactiveType;

import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;

/**
 * Publishers of the JDK and of the libraries that Spring knows, such as Reactor.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Publishers {

	private Publishers() {
	}

	static boolean is(Class<?> type) {
		return Flow.Publisher.class.isAssignableFrom(type) || ReactiveType.of(type) != null;
	}

	/**
	 * Return whether a publisher may have several elements.
	 * @param type a class of publishers
	 * @return {@code false} if it has one or none
	 */
	static boolean isMultiple(Class<?> type) {
		ReactiveType reactive = (Flow.Publisher.class.isAssignableFrom(type)) ? null : ReactiveType.of(type);
		return reactive == null || !reactive.isSingle();
	}

	static ResolvableType elementType(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (Flow.Publisher.class.isAssignableFrom(raw)) {
			return type.as(Flow.Publisher.class).getGeneric();
		}
		ReactiveType reactive = ReactiveType.of(raw);
		return (reactive != null) ? reactive.elementType(type) : ResolvableType.NONE;
	}

	@SuppressWarnings("unchecked")
	static Flow.Publisher<Object> of(Object publisher) {
		if (publisher instanceof Flow.Publisher<?> flow) {
			return (Flow.Publisher<Object>) flow;
		}
		ReactiveType reactive = ReactiveType.of(publisher.getClass());
		Assert.notNull(reactive, () -> "%s is no publisher".formatted(publisher.getClass()));
		return reactive.toPublisher(publisher);
	}

}
