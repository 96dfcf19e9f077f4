package io.fastcgi.spring.handler.result;

import java.util.concurrent.Callable;

import org.springframework.core.ResolvableType;

/**
 * Something to call on a thread that may block.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class CallableResult implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return Callable.class.isAssignableFrom(type);
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context) {
		ResolvableType valueType = type.as(Callable.class).getGeneric();
		context.execute(() -> writer.write(((Callable<?>) result).call(), valueType, context));
	}

	@Override
	public boolean isSendable(ResolvableType type, ResultWriter writer) {
		return writer.isSendable(type.as(Callable.class).getGeneric());
	}

}
