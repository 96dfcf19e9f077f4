package io.fastcgi.spring.handler.result;

import java.util.concurrent.CompletionStage;

import org.springframework.core.ResolvableType;

/**
 * A stage: what it completes with is written then.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class StageResult implements ResultHandler {

	@Override
	public boolean handles(Class<?> type) {
		return CompletionStage.class.isAssignableFrom(type);
	}

	@Override
	public void handle(Object result, ResolvableType type, ResultWriter writer, ResultContext context) {
		CompletionStage<?> stage = (CompletionStage<?>) result;
		ResolvableType valueType = type.as(CompletionStage.class).getGeneric();
		context.request().exchange().onAbort((reason) -> cancel(stage));
		stage.whenComplete((value, error) -> {
			if (error != null) {
				context.fail(error);
			}
			else {
				writer.resume(value, valueType, context);
			}
		});
	}

	private static void cancel(CompletionStage<?> stage) {
		try {
			stage.toCompletableFuture().cancel(true);
		}
		catch (UnsupportedOperationException ex) {
			// A stage need not be a future; it will find out when it is complete.
		}
	}

	@Override
	public boolean isSendable(ResolvableType type, ResultWriter writer) {
		return writer.isSendable(type.as(CompletionStage.class).getGeneric());
	}

}
