package io.fastcgi.spring;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.RequestObservation;
import io.fastcgi.spring.handler.RequestObserver;
import io.fastcgi.spring.handler.RequestOutcome;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Remembers how requests ended.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class Recorder implements RequestObserver, ServerEventListener {

	private final BlockingQueue<RequestOutcome> outcomes = new LinkedBlockingQueue<>();

	private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

	private final BlockingQueue<AbortReason> aborts = new LinkedBlockingQueue<>();

	private final BlockingQueue<Exchange> ended = new LinkedBlockingQueue<>();

	private volatile @Nullable RuntimeException inScope;

	@Override
	public RequestObservation start(FastCgiRequest request) {
		return new RequestObservation() {

			@Override
			public void stop(RequestOutcome outcome) {
				Recorder.this.outcomes.add(outcome);
			}

			@Override
			public void run(Runnable handler) {
				RuntimeException failure = Recorder.this.inScope;
				if (failure != null) {
					throw failure;
				}
				handler.run();
			}

		};
	}

	/**
	 * Let observations fail before the handler is called.
	 * @param failure what to throw
	 */
	public void failInScope(@Nullable RuntimeException failure) {
		this.inScope = failure;
	}

	@Override
	public void handlerFailed(Exchange exchange, Throwable cause) {
		this.failures.add(cause);
	}

	@Override
	public void requestAborted(Exchange exchange, AbortReason reason) {
		this.aborts.add(reason);
	}

	@Override
	public void requestEnded(Exchange exchange) {
		this.ended.add(exchange);
	}

	public RequestOutcome nextOutcome() {
		return next(this.outcomes);
	}

	/**
	 * Return the next outcome with a status, for tests that follow others whose outcomes
	 * may come late.
	 */
	public RequestOutcome nextOutcome(int status) {
		RequestOutcome outcome = nextOutcome();
		while (outcome.status() != status) {
			outcome = nextOutcome();
		}
		return outcome;
	}

	public Throwable nextFailure() {
		return next(this.failures);
	}

	public AbortReason nextAbort() {
		return next(this.aborts);
	}

	public Exchange nextEnd() {
		return next(this.ended);
	}

	public boolean hasMore() {
		return !this.outcomes.isEmpty() || !this.failures.isEmpty();
	}

	public void clear() {
		this.outcomes.clear();
		this.failures.clear();
		this.aborts.clear();
		this.ended.clear();
	}

	private static <T> T next(BlockingQueue<T> queue) {
		try {
			T next = queue.poll(10, TimeUnit.SECONDS);
			assertThat(next).isNotNull();
			return next;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
