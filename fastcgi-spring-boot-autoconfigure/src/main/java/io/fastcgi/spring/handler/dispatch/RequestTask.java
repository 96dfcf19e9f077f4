package io.fastcgi.spring.handler.dispatch;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.concurrent.CompletionException;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.InputRefusedException;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.RequestObservation;
import io.fastcgi.spring.handler.message.ContentNegotiation;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import io.fastcgi.spring.handler.message.DefaultFastCgiResponse;
import io.fastcgi.spring.handler.result.ResultContext;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;

/**
 * One request on its way: find the route, gather the body, call the method, write the
 * result.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RequestTask implements ResultContext {

	private final HandlerDispatcher dispatcher;

	private final DefaultFastCgiRequest request;

	private final @Nullable RuntimeException pathError;

	private final RequestThreads threads;

	private final BodyGathering body;

	private final RequestEnd end;

	private Route.@Nullable Handler handler;

	private volatile @Nullable Throwable handledError;

	RequestTask(HandlerDispatcher dispatcher, Exchange exchange) {
		this.dispatcher = dispatcher;
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
		RequestObservation observation = dispatcher.execution().observer().start(this.request);
		this.body = dispatcher.gathering(this.request);
		this.end = new RequestEnd(this.request, dispatcher.errors(), this.body, observation);
		this.threads = new RequestThreads(this.request, dispatcher.execution(), observation, this.end);
	}

	/**
	 * Begin. Called on the event loop.
	 */
	void start() {
		this.request.exchange().onAbort((reason) -> this.end.aborted());
		try {
			if (this.pathError != null) {
				throw this.pathError;
			}
			Route route = this.dispatcher.routes().match(this.request);
			this.handler = route.handler();
			gather(route.handler());
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
		response().getHeaders()
			.set(HttpHeaders.ALLOW, StringUtils.collectionToCommaDelimitedString(notAllowed.getSupportedMethods()));
		this.end.complete(null);
	}

	private void gather(Route.Handler handler) {
		if (!this.body.isNeeded(handler.bodyNeed())) {
			dispatch(handler);
			return;
		}
		this.body.gather((error) -> {
			if (error == null) {
				dispatch(handler);
			}
			else if (error instanceof InputRefusedException) {
				this.end.refuse();
			}
			else {
				fail(error);
			}
		});
	}

	private void dispatch(Route.Handler handler) {
		if (handler.blocking()) {
			submit(() -> invoke(handler), () -> {
			});
		}
		else {
			this.threads.here(() -> invoke(handler));
		}
	}

	private void invoke(Route.Handler handler) {
		if (this.request.exchange().isEnded()) {
			return;
		}
		Interception interception = handler.interceptors().start(this.request);
		if (interception == null) {
			call(handler);
			return;
		}
		this.end.tell(interception);
		Throwable thrown = null;
		try {
			if (before(interception)) {
				thrown = call(handler);
			}
			else {
				this.end.complete(null);
			}
		}
		catch (Throwable ex) {
			thrown = ex;
			fail(ex);
		}
		finally {
			interception.after(thrown);
		}
	}

	private boolean before(Interception interception) throws Exception {
		try {
			return interception.before();
		}
		finally {
			response().keepHeaders();
		}
	}

	private @Nullable Throwable call(Route.Handler handler) {
		try {
			response().decided(true);
			handler.preset().applyTo(response());
			handler.resultWriter().write(handler.invoker().invoke(this.request), this);
			return null;
		}
		catch (Throwable ex) {
			fail(ex);
			return ex;
		}
	}

	@Override
	public FastCgiRequest request() {
		return this.request;
	}

	@Override
	public DefaultFastCgiResponse response() {
		return this.request.response();
	}

	@Override
	public ContentNegotiation negotiation() {
		return this.dispatcher.negotiation();
	}

	@Override
	public void complete() {
		this.end.complete(this.handledError);
	}

	@Override
	public void execute(Work work) {
		if (this.threads.mayBlock()) {
			attempt(work);
		}
		else {
			submit(this.threads.propagate(() -> attempt(work)), work::abandon);
		}
	}

	private void attempt(Work work) {
		try {
			if (this.request.exchange().isEnded()) {
				work.abandon();
			}
			else {
				work.run();
			}
		}
		catch (Throwable ex) {
			fail(ex);
		}
	}

	private void submit(Runnable work, Runnable abandon) {
		try {
			if (!this.threads.submit(work, abandon)) {
				abandon.run();
				refuse();
			}
		}
		catch (Throwable ex) {
			fail(ex);
		}
	}

	private void refuse() {
		Throwable handled = this.handledError;
		if (handled != null) {
			this.end.fail(handled);
		}
		else {
			this.end.refuse();
		}
	}

	@Override
	public void fail(Throwable thrown) {
		response().decided(false);
		Throwable error = unwrap(thrown);
		Throwable handled = this.handledError;
		if (handled != null) {
			this.dispatcher.errors().handlerFailed(this.request, error);
			this.threads.here(() -> this.end.fail(handled));
			return;
		}
		boolean answerable = !this.request.exchange().isEnded() && !response().isCommitted();
		ExceptionHandlerMethod method = (answerable) ? exceptionHandler(error) : null;
		if (method == null) {
			this.threads.here(() -> this.end.fail(error));
			return;
		}
		this.handledError = error;
		execute(() -> handle(method, error));
	}

	private @Nullable ExceptionHandlerMethod exceptionHandler(Throwable error) {
		Route.Handler failed = this.handler;
		Class<?> type = (failed != null) ? failed.type() : null;
		return this.dispatcher.exceptionHandlers().find(error, type, acceptable());
	}

	private List<MediaType> acceptable() {
		try {
			return negotiation().acceptable(this.request.params());
		}
		catch (ResponseStatusException ex) {
			return List.of(MediaType.ALL);
		}
	}

	private void handle(ExceptionHandlerMethod method, Throwable error) throws Throwable {
		response().reset();
		response().status(ErrorWriter.status(error));
		method.preset().applyTo(response());
		this.request.attributes().put(ExceptionArgument.ATTRIBUTE, error);
		method.resultWriter().write(method.invoker().invoke(this.request), this);
	}

	private static Throwable unwrap(Throwable thrown) {
		boolean wrapper = thrown instanceof CompletionException || thrown instanceof UndeclaredThrowableException;
		Throwable cause = thrown.getCause();
		return (wrapper && cause != null) ? cause : thrown;
	}

}
