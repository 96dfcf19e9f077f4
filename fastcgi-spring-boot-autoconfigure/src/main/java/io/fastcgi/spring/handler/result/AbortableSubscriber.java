package io.fastcgi.spring.handler.result;

import java.util.Objects;
import java.util.concurrent.Flow;

import io.fastcgi.engine.exchange.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Subscriber that cancels when its request is aborted, and hears nothing after its end,
 * since a publisher may go on for a while after it was cancelled.
 *
 * @author FastCGI Spring Boot maintainers
 */
abstract class AbortableSubscriber implements Flow.Subscriber<Object> {

	private final ResultContext context;

	private volatile Flow.@Nullable Subscription subscription;

	private boolean done;

	AbortableSubscriber(ResultContext context) {
		this.context = context;
	}

	@Override
	public final void onSubscribe(Flow.Subscription subscription) {
		if (this.subscription != null) {
			subscription.cancel();
			return;
		}
		this.subscription = subscription;
		exchange().onAbort((reason) -> subscription.cancel());
		subscribed();
	}

	abstract void subscribed();

	@Override
	public final void onNext(Object element) {
		Objects.requireNonNull(element);
		if (exchange().isEnded() || isDone()) {
			cancel();
			return;
		}
		try {
			next(element);
		}
		catch (Throwable ex) {
			cancel();
			onError(ex);
		}
	}

	abstract void next(Object element) throws Exception;

	@Override
	public final void onError(Throwable error) {
		Objects.requireNonNull(error);
		if (finish()) {
			this.context.fail(error);
		}
	}

	@Override
	public final void onComplete() {
		if (finish()) {
			completed();
		}
	}

	abstract void completed();

	private synchronized boolean finish() {
		boolean first = !this.done;
		this.done = true;
		return first;
	}

	final synchronized boolean isDone() {
		return this.done;
	}

	final ResultContext context() {
		return this.context;
	}

	final Exchange exchange() {
		return this.context.request().exchange();
	}

	final void request(long count) {
		Flow.Subscription current = this.subscription;
		if (current != null) {
			current.request(count);
		}
	}

	private void cancel() {
		Flow.Subscription current = this.subscription;
		if (current != null) {
			current.cancel();
		}
	}

}
