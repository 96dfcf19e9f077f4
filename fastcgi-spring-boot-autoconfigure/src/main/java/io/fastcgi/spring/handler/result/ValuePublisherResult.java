package io.fastcgi.spring.handler.result;

import org.springframework.core.ResolvableType;

/**
 * A publisher of one value or none, which is written when it is there.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ValuePublisherResult implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return Publishers.is(type) && !Publishers.isMultiple(type);
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context) {
		Publishers.of(result).subscribe(new ValueSubscriber(Publishers.elementType(type), writer, context));
	}

	@Override
	public boolean isSendable(ResolvableType type, ResultWriter writer) {
		return writer.isSendable(Publishers.elementType(type));
	}

}
