package io.fastcgi.spring.handler.dispatch;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.MemoryBudget;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.Argument;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import io.fastcgi.spring.handler.message.FormData;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request into memory for a handler that needs all of it, and gives
 * the memory back.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class BodyGathering {

	private final DefaultFastCgiRequest request;

	private final int limit;

	private final MemoryBudget budget;

	private final AtomicInteger reserved = new AtomicInteger();

	/**
	 * Create the gathering of a body.
	 * @param request the request
	 * @param limit the most bytes that the body may have
	 * @param budget what the bodies of all requests together may have
	 */
	BodyGathering(DefaultFastCgiRequest request, int limit, MemoryBudget budget) {
		this.request = request;
		this.limit = limit;
		this.budget = budget;
	}

	boolean isNeeded(Argument.BodyNeed need) {
		return switch (need) {
			case NONE, STREAM, FLOW -> false;
			// The body stays with the front end while it asks an authorizer.
			case FORM -> this.request.role() != Role.AUTHORIZER && FormData.isForm(this.request.params());
			case WHOLE -> true;
		};
	}

	/**
	 * Gather the body, so that the request has it.
	 * @param whenDone told on the event loop, with what went wrong if something did
	 */
	void gather(Consumer<@Nullable Throwable> whenDone) {
		InputGatherer.gather(this.request.exchange().stdin(), this.limit, this.budget).whenComplete((body, error) -> {
			if (body != null) {
				this.reserved.set(body.length);
				this.request.gatheredBody(body);
			}
			whenDone.accept(error);
		});
	}

	/**
	 * Give back what the body took of the budget and what else was made for the request,
	 * if it was not given back before. Whoever sees the end of the response may send the
	 * next body.
	 */
	void release() {
		this.request.ended();
		this.budget.release(this.reserved.getAndSet(0));
	}

}
