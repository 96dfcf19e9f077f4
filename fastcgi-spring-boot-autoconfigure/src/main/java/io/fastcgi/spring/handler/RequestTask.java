package io.fastcgi.spring.handler;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.fastcgi.engine.exchange.AbortableTask;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.InputRefusedException;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.Role;
import io.netty.util.concurrent.FastThreadLocalThread;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.server.MethodNotAllowedException;

/**
 * One request on its way: find the route, gather the body, call the method, write the
 * result.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RequestTask {

	private static final Log logger = LogFactory.getLog(RequestTask.class);

	private final HandlerDispatcher dispatcher;

	private final Exchange exchange;

	private final FastCgiRequest request;

	private final @Nullable RuntimeException pathError;

	private final RequestObservation observation;

	private final AtomicBoolean finished = new AtomicBoolean();

	private final AtomicBoolean bodyReleased = new AtomicBoolean();

	RequestTask(HandlerDispatcher dispatcher, Exchange exchange) {
		this.dispatcher = dispatcher;
		this.exchange = exchange;
		String path = "";
		RuntimeException error = null;
		try {
			path = dispatcher.paths().rawPath(exchange.params());
		}
		catch (RuntimeException ex) {
			error = ex;
		}
		this.request = new FastCgiRequest(exchange, path);
		this.pathError = error;
		this.observation = dispatcher.observer().start(this.request);
	}

	/**
	 * Begin. Called on the event loop.
	 */
	void start() {
		this.exchange.onAbort((reason) -> finish(null, true));
		try {
			if (this.pathError != null) {
				throw this.pathError;
			}
			route(this.dispatcher.routes().match(this.request));
		}
		catch (MethodNotAllowedException ex) {
			if (this.request.method() == HttpMethod.OPTIONS && this.request.role() != Role.AUTHORIZER) {
				answerOptions(ex);
			}
			else {
				fail(ex);
			}
		}
		catch (Throwable ex) {
			fail(ex);
		}
	}

	private void answerOptions(MethodNotAllowedException notAllowed) {
		this.request.response()
			.getHeaders()
			.set(HttpHeaders.ALLOW, StringUtils.collectionToCommaDelimitedString(notAllowed.getSupportedMethods()));
		complete();
	}

	private void route(Route route) {
		boolean gather = switch (route.handler().bodyNeed()) {
			case NONE, STREAM -> false;
			// The body stays with the front end while it asks an authorizer.
			case FORM -> this.request.role() != Role.AUTHORIZER && FormData.isForm(this.request.params());
			case WHOLE -> true;
		};
		if (!gather) {
			dispatch(route);
			return;
		}
		InputGatherer.gather(this.exchange.stdin(), this.dispatcher.maxGatheredBody(), this.dispatcher.gatheredBodies())
			.whenComplete((body, error) -> {
				if (body != null) {
					this.request.gatheredBody(body);
					dispatch(route);
				}
				else if (error instanceof InputRefusedException) {
					refuse();
				}
				else {
					fail(error);
				}
			});
	}

	private void refuse() {
		this.exchange.refuse(Refusal.OVERLOADED);
		stop(new RequestOutcome(Refusal.OVERLOADED.status(), null, false));
	}

	private void dispatch(Route route) {
		if (!route.handler().blocking()) {
			run(route);
			return;
		}
		try {
			this.dispatcher.executor().execute(AbortableTask.of(this.exchange, () -> run(route)));
		}
		catch (RejectedExecutionException ex) {
			refuse();
		}
		catch (Throwable ex) {
			fail(ex);
		}
	}

	private void run(Route route) {
		try {
			this.observation.run(() -> invoke(route));
		}
		catch (Throwable ex) {
			fail(ex);
		}
	}

	private void invoke(Route route) {
		if (this.exchange.isEnded()) {
			return;
		}
		try {
			MediaType streamedType = route.handler().streamedType();
			if (streamedType != null) {
				this.request.response().getHeaders().setContentType(streamedType);
			}
			Object result = route.handler().invoker().invoke(this.request);
			if (result instanceof CompletionStage<?> stage) {
				this.exchange.onAbort((reason) -> cancel(stage));
				stage.whenComplete((value, error) -> write(route, value, error));
			}
			else if (result == null && route.handler().invoker().returnsStage()) {
				fail(new IllegalStateException("The handler returned null in place of a stage"));
			}
			else {
				write(route, result, null);
			}
		}
		catch (Throwable ex) {
			fail(ex);
		}
	}

	private static void cancel(CompletionStage<?> stage) {
		try {
			stage.toCompletableFuture().cancel(true);
		}
		catch (UnsupportedOperationException ex) {
			// A stage need not be a future; it will find out when it is complete.
		}
	}

	private void write(Route route, @Nullable Object result, @Nullable Throwable error) {
		if (error != null) {
			fail(error);
		}
		else if (isFile(result) && Thread.currentThread() instanceof FastThreadLocalThread) {
			writeElsewhere(route, result);
		}
		else {
			write(route, result);
		}
	}

	/**
	 * Reading a file blocks, and so does a client that takes it slowly.
	 * @param result the result
	 * @return whether an event loop must not write it
	 */
	private static boolean isFile(@Nullable Object result) {
		return result instanceof Resource
				|| (result instanceof HttpEntity<?> entity && entity.getBody() instanceof Resource);
	}

	private void writeElsewhere(Route route, @Nullable Object result) {
		try {
			this.dispatcher.executor().execute(AbortableTask.of(this.exchange, () -> write(route, result)));
		}
		catch (RejectedExecutionException ex) {
			refuse();
		}
	}

	private void write(Route route, @Nullable Object result) {
		try {
			if (!this.exchange.isEnded()) {
				route.handler().resultWriter().write(result, this.request, this.request.response());
			}
		}
		catch (Throwable ex) {
			fail(ex);
			return;
		}
		complete();
	}

	private void complete() {
		try {
			releaseBody();
			this.request.response().complete();
			finish(null, false);
		}
		catch (Throwable ex) {
			fail(ex);
		}
	}

	private void fail(Throwable thrown) {
		Throwable error = unwrap(thrown);
		if (this.exchange.isEnded()) {
			logger.debug("Handler failed after its request had ended", error);
			finish(error, true);
			return;
		}
		try {
			if (this.request.response().isCommitted()) {
				failExchange(error, error);
			}
			else {
				answer(error);
				finish(error, false);
			}
		}
		catch (Throwable ex) {
			failExchange(error, ex);
		}
	}

	private void failExchange(Throwable error, Throwable cause) {
		HttpStatusCode sent = (this.exchange.isCommitted()) ? this.request.response().status()
				: HttpStatus.INTERNAL_SERVER_ERROR;
		this.exchange.fail(cause);
		stop(new RequestOutcome(sent.value(), error, false));
	}

	private void answer(Throwable error) throws Exception {
		if (ErrorWriter.status(error) >= 500) {
			logger.error("Handler failed for " + this.request, error);
		}
		this.dispatcher.errors().write(error, this.request, this.request.response());
		releaseBody();
		this.request.response().complete();
	}

	private static Throwable unwrap(Throwable thrown) {
		boolean wrapper = thrown instanceof CompletionException || thrown instanceof UndeclaredThrowableException;
		Throwable cause = thrown.getCause();
		return (wrapper && cause != null) ? cause : thrown;
	}

	private void finish(@Nullable Throwable error, boolean aborted) {
		stop(new RequestOutcome(this.request.response().status().value(), error, aborted));
	}

	private void stop(RequestOutcome outcome) {
		if (this.finished.compareAndSet(false, true)) {
			releaseBody();
			try {
				this.observation.stop(outcome);
			}
			catch (RuntimeException ex) {
				logger.warn("Observation failed for " + this.request, ex);
			}
		}
	}

	/**
	 * Give back what the body took of the budget. Whoever sees the end of the response
	 * may send the next body.
	 */
	private void releaseBody() {
		if (this.bodyReleased.compareAndSet(false, true)) {
			this.dispatcher.gatheredBodies().release(this.request.gatheredBody().length);
		}
	}

}
