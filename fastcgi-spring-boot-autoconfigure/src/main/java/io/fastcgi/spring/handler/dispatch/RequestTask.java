package io.fastcgi.spring.handler.dispatch;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import io.fastcgi.engine.exchange.AbortableTask;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.InputRefusedException;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.RequestObservation;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import io.netty.util.concurrent.FastThreadLocalThread;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
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

	private final HandlerDispatcher dispatcher;

	private final Exchange exchange;

	private final DefaultFastCgiRequest request;

	private final @Nullable RuntimeException pathError;

	private final RequestObservation observation;

	private final BodyGathering body;

	private final RequestEnd end;

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
		this.request = new DefaultFastCgiRequest(exchange, path);
		this.pathError = error;
		this.observation = dispatcher.observer().start(this.request);
		this.body = new BodyGathering(this.request, dispatcher.maxGatheredBody(), dispatcher.gatheredBodies());
		this.end = new RequestEnd(this.request, dispatcher.errors(), this.body, this.observation);
	}

	/**
	 * Begin. Called on the event loop.
	 */
	void start() {
		this.exchange.onAbort((reason) -> this.end.aborted());
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
				this.end.fail(ex);
			}
		}
		catch (Throwable ex) {
			this.end.fail(ex);
		}
	}

	private void answerOptions(MethodNotAllowedException notAllowed) {
		this.request.response()
			.getHeaders()
			.set(HttpHeaders.ALLOW, StringUtils.collectionToCommaDelimitedString(notAllowed.getSupportedMethods()));
		this.end.complete();
	}

	private void route(Route route) {
		if (this.body.isNeeded(route.handler().bodyNeed())) {
			this.body.gather((error) -> gathered(route, error));
		}
		else {
			dispatch(route);
		}
	}

	private void gathered(Route route, @Nullable Throwable error) {
		if (error == null) {
			dispatch(route);
		}
		else if (error instanceof InputRefusedException) {
			this.end.refuse();
		}
		else {
			this.end.fail(error);
		}
	}

	private void dispatch(Route route) {
		if (route.handler().blocking()) {
			execute(() -> run(route));
		}
		else {
			run(route);
		}
	}

	private void execute(Runnable work) {
		try {
			this.dispatcher.executor().execute(AbortableTask.of(this.exchange, work));
		}
		catch (RejectedExecutionException ex) {
			this.end.refuse();
		}
		catch (Throwable ex) {
			this.end.fail(ex);
		}
	}

	private void run(Route route) {
		try {
			this.observation.run(() -> invoke(route));
		}
		catch (Throwable ex) {
			this.end.fail(ex);
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
				this.end.fail(new IllegalStateException("The handler returned null in place of a stage"));
			}
			else {
				write(route, result, null);
			}
		}
		catch (Throwable ex) {
			this.end.fail(ex);
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
			this.end.fail(error);
		}
		else if (isFile(result) && Thread.currentThread() instanceof FastThreadLocalThread) {
			execute(() -> write(route, result));
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

	private void write(Route route, @Nullable Object result) {
		try {
			if (!this.exchange.isEnded()) {
				route.handler().resultWriter().write(result, this.request, this.request.response());
			}
		}
		catch (Throwable ex) {
			this.end.fail(ex);
			return;
		}
		this.end.complete();
	}

}
