package io.fastcgi.engine.exchange;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Serves requests with streams, on a thread that may block.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
@FunctionalInterface
public interface BlockingHandler {

	/**
	 * Serve a request. It is ended when the method returns, if the method did not end it.
	 * The thread is interrupted when the request is aborted.
	 * @param exchange the request
	 * @throws Exception if the request cannot be served; it is ended as
	 * {@link Refusal#HANDLER_FAILED} then
	 */
	void handle(BlockingExchange exchange) throws Exception;

	/**
	 * Return a handler that serves each request in a task of an executor.
	 * @param executor the executor; what it rejects is refused as
	 * {@link Refusal#OVERLOADED}
	 * @return the handler
	 */
	default ExchangeHandler on(Executor executor) {
		return (exchange) -> {
			try {
				executor.execute(AbortableTask.of(exchange, () -> new BlockingExchange(exchange).serve(this)));
			}
			catch (RejectedExecutionException ex) {
				exchange.refuse(Refusal.OVERLOADED);
			}
		};
	}

}
