package io.fastcgi.spring.handler.result;

import io.fastcgi.spring.handler.message.MessageConverters;

import org.springframework.core.ResolvableType;

/**
 * A publisher of any number of elements, which are sent one by one, as fast as the front
 * end takes them.
 *
 * @param converters write elements that are neither text nor bytes
 * @author FastCGI Spring Boot maintainers
 */
record PublisherResult(MessageConverters converters) implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return Publishers.is(type) && Publishers.isMultiple(type);
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context) {
		ElementFormat format = ElementFormat.choose(Publishers.elementType(type), writer.produces(), this.converters,
				context);
		if (context.response().hasBody()) {
			context.response().blocking(false);
			StreamSubscriber subscriber = new StreamSubscriber(format, context);
			Publishers.of(result).subscribe(subscriber);
			subscriber.open();
		}
		else {
			context.response().lengthUnknown();
			context.complete();
		}
	}

	@Override
	public boolean isSendable(ResolvableType type, ResultWriter writer) {
		return ElementFormat.isPossible(Publishers.elementType(type), writer.produces(), this.converters);
	}

}
