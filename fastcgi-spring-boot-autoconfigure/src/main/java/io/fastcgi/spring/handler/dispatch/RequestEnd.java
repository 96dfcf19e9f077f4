package io.fastcgi.spring.handler.dispatch;

import java.util.concurrent.atomic.AtomicReference;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.InputRefusedException;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.spring.handler.RequestObservation;
import io.fastcgi.spring.handler.RequestOutcome;
import io.fastcgi.spring.handler.message.DefaultFastCgiRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * Ends a request, with its response, with an answer to what went wrong, or without
 * either, and then gives back what it holds and stops its observation, once.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RequestEnd {

	private static final Log logger = LogFactory.getLog(RequestEnd.class);

	private final DefaultFastCgiRequest request;

	private final Exchange exchange;

	private final ErrorWriter errors;

	private final BodyGathering body;

	private final RequestObservation observation;

	private final AtomicReference<@Nullable RequestOutcome> outcome = new AtomicReference<>();

	private volatile @Nullable Interception interception;

	RequestEnd(DefaultFastCgiRequest request, ErrorWriter errors, BodyGathering body, RequestObservation observation) {
		this.request = request;
		this.exchange = request.exchange();
		this.errors = errors;
		this.body = body;
		this.observation = observation;
	}

	/**
	 * End the request with what is in its response.
	 * @param error what the handler could not cope with, if somebody else answered that
	 */
	void complete(@Nullable Throwable error) {
		try {
			send();
			stop(error, false);
		}
		catch (Throwable ex) {
			fail((error != null) ? error : ex);
		}
	}

	private void send() throws Exception {
		this.body.release();
		this.request.response().complete();
	}

	/**
	 * Set whom to tell about the end.
	 * @param interception the interceptors of the request
	 */
	void tell(Interception interception) {
		this.interception = interception;
		RequestOutcome ended = this.outcome.get();
		if (ended != null) {
			interception.completed(ended);
		}
	}

	/**
	 * Answer that there is no room for the request.
	 */
	void refuse() {
		this.exchange.refuse(Refusal.OVERLOADED);
		stop(new RequestOutcome(Refusal.OVERLOADED.status(), null, false));
	}

	/**
	 * Note that the request was ended in place of its handler.
	 */
	void aborted() {
		stop(null, true);
	}

	/**
	 * End the request because something went wrong, and nobody has answered it.
	 * @param error what was thrown
	 */
	void fail(Throwable error) {
		if (this.exchange.isEnded()) {
			logger.debug("Handler failed after its request had ended", error);
			stop(error, true);
			return;
		}
		try {
			if (this.request.response().isCommitted()) {
				failExchange(error, error);
			}
			else if (error instanceof InputRefusedException) {
				refuse();
			}
			else {
				answer(error);
				stop(error, false);
			}
		}
		catch (Throwable ex) {
			failExchange(error, ex);
		}
	}

	private void failExchange(Throwable error, Throwable cause) {
		HttpStatusCode sent = (this.exchange.isCommitted()) ? this.request.response().status()
				: HttpStatus.INTERNAL_SERVER_ERROR;
		this.errors.report(cause, this.request);
		this.exchange.fail(cause);
		stop(new RequestOutcome(sent.value(), error, false));
	}

	private void answer(Throwable error) throws Exception {
		if (ErrorWriter.status(error).is5xxServerError()) {
			logger.error("Handler failed for " + this.request, error);
			this.errors.report(error, this.request);
		}
		this.errors.write(error, this.request.response());
		send();
	}

	private void stop(@Nullable Throwable error, boolean aborted) {
		stop(new RequestOutcome(this.request.response().status().value(), error, aborted));
	}

	private void stop(RequestOutcome outcome) {
		if (this.outcome.compareAndSet(null, outcome)) {
			this.body.release();
			Interception current = this.interception;
			if (current != null) {
				current.completed(outcome);
			}
			try {
				this.observation.stop(outcome);
			}
			catch (RuntimeException ex) {
				logger.warn("Observation failed for " + this.request, ex);
			}
		}
	}

}
