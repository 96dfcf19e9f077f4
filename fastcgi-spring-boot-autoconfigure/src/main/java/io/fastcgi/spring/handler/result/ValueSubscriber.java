package io.fastcgi.spring.handler.result;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Waits for the one value of a publisher, or for none.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ValueSubscriber extends AbortableSubscriber {

	private final ResolvableType type;

	private final ResultWriter writer;

	private @Nullable Object value;

	ValueSubscriber(ResolvableType type, ResultWriter writer, ResultContext context) {
		super(context);
		this.type = type;
		this.writer = writer;
	}

	@Override
	void subscribed() {
		request(Long.MAX_VALUE);
	}

	@Override
	void next(Object element) {
		this.value = element;
	}

	@Override
	void completed() {
		this.writer.resume(this.value, this.type, context());
	}

}
