package io.fastcgi.spring.handler.reactive;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * Type of a reactive library on the class path, such as {@code Mono} or {@code Flux}.
 * Where there is none, no type is one, and nothing here is called that would need it.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class ReactiveType {

	private final ReactiveAdapter adapter;

	private ReactiveType(ReactiveAdapter adapter) {
		this.adapter = adapter;
	}

	/**
	 * Return what a class is.
	 * @param type the class
	 * @return the type or {@code null} if it is not one of publishers
	 */
	public static @Nullable ReactiveType of(Class<?> type) {
		if (CompletionStage.class.isAssignableFrom(type)) {
			return null;
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
		return (adapter != null) ? new ReactiveType(adapter) : null;
	}

	/**
	 * Return whether there is one value at most.
	 * @return whether it is like a {@code Mono}
	 */
	public boolean isSingle() {
		return !this.adapter.isMultiValue();
	}

	/**
	 * Return whether there is never a value.
	 * @return whether it only ends
	 */
	public boolean isEmpty() {
		return this.adapter.isNoValue();
	}

	/**
	 * Return the type of the values.
	 * @param type the declared type
	 * @return the type of the values, {@link Void} if there are none
	 */
	public ResolvableType elementType(ResolvableType type) {
		return (isEmpty()) ? ResolvableType.forClass(Void.class) : type.as(this.adapter.getReactiveType()).getGeneric();
	}

	/**
	 * Return an object of the type as a publisher of the JDK, with the context of this
	 * thread.
	 * @param object the object
	 * @return the publisher
	 */
	public Flow.Publisher<Object> toPublisher(Object object) {
		return FlowAdapters.toFlowPublisher(ReactorContext.capture(this.adapter.toPublisher(object)));
	}

	/**
	 * Return an object of the type.
	 * @param publisher what it publishes
	 * @return the object
	 */
	public Object from(Flow.Publisher<?> publisher) {
		return this.adapter.fromPublisher(FlowAdapters.toPublisher(publisher));
	}

}
