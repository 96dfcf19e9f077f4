package io.fastcgi.spring.handler.result;

import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * Publishers of the JDK and of the libraries that Spring knows, such as Reactor.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Publishers {

	private Publishers() {
	}

	static boolean is(Class<?> type) {
		return Flow.Publisher.class.isAssignableFrom(type) || adapter(type) != null;
	}

	/**
	 * Return whether a publisher may have several elements.
	 * @param type a class of publishers
	 * @return {@code false} if it has one or none
	 */
	static boolean isMultiple(Class<?> type) {
		ReactiveAdapter adapter = adapter(type);
		return adapter == null || adapter.isMultiValue();
	}

	static ResolvableType elementType(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (Flow.Publisher.class.isAssignableFrom(raw)) {
			return type.as(Flow.Publisher.class).getGeneric();
		}
		ReactiveAdapter adapter = adapter(raw);
		if (adapter != null && adapter.isNoValue()) {
			return ResolvableType.forClass(Void.class);
		}
		return (adapter != null) ? type.as(adapter.getReactiveType()).getGeneric() : ResolvableType.NONE;
	}

	@SuppressWarnings("unchecked")
	static Flow.Publisher<Object> of(Object publisher) {
		if (publisher instanceof Flow.Publisher<?> flow) {
			return (Flow.Publisher<Object>) flow;
		}
		ReactiveAdapter adapter = adapter(publisher.getClass());
		if (adapter == null) {
			throw new IllegalArgumentException("%s is no publisher".formatted(publisher.getClass()));
		}
		return FlowAdapters.toFlowPublisher(adapter.toPublisher(publisher));
	}

	private static @Nullable ReactiveAdapter adapter(Class<?> type) {
		ReactiveAdapterRegistry registry = ReactiveAdapterRegistry.getSharedInstance();
		if (!registry.hasAdapters() || Flow.Publisher.class.isAssignableFrom(type)) {
			return null;
		}
		ReactiveAdapter adapter = registry.getAdapter(type);
		boolean isStage = adapter != null && !adapter.getDescriptor().isDeferred() && !adapter.isMultiValue();
		return (isStage) ? null : adapter;
	}

}
