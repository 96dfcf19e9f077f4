package io.fastcgi.spring.handler.argument;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publisher that takes from its source what its only subscriber asks for.
 *
 * @param <T> the type of the items
 * @author FastCGI Spring Boot maintainers
 */
final class SourcePublisher<T> implements Flow.Publisher<T> {

	private final PublishedSource<T> source;

	private final AtomicBoolean subscribed = new AtomicBoolean();

	SourcePublisher(PublishedSource<T> source) {
		this.source = source;
	}

	@Override
	public void subscribe(Flow.Subscriber<? super T> subscriber) {
		if (!this.subscribed.compareAndSet(false, true)) {
			subscriber.onSubscribe(new NoSubscription());
			subscriber.onError(new IllegalStateException("A request body can be read once only"));
			return;
		}
		SourceSubscription<T> subscription = new SourceSubscription<>(this.source, subscriber);
		subscriber.onSubscribe(subscription);
		this.source.onReady(subscription::drain);
	}

	/**
	 * Subscription that is served by whoever asks for items or brings them, one at a
	 * time.
	 *
	 * @param <T> the type of the items
	 */
	private static final class SourceSubscription<T> implements Flow.Subscription {

		private final PublishedSource<T> source;

		private final Flow.Subscriber<? super T> subscriber;

		private final AtomicLong demand = new AtomicLong();

		private final AtomicInteger calls = new AtomicInteger();

		private volatile boolean done;

		SourceSubscription(PublishedSource<T> source, Flow.Subscriber<? super T> subscriber) {
			this.source = source;
			this.subscriber = subscriber;
		}

		@Override
		public void request(long count) {
			if (count <= 0) {
				fail(new IllegalArgumentException("Demand must be positive"));
				return;
			}
			this.demand.accumulateAndGet(count, (old, more) -> (old + more < 0) ? Long.MAX_VALUE : old + more);
			drain();
		}

		@Override
		public void cancel() {
			this.done = true;
		}

		private void fail(Throwable cause) {
			if (!this.done) {
				this.done = true;
				this.subscriber.onError(cause);
			}
		}

		private void drain() {
			int missed = (this.calls.getAndIncrement() == 0) ? 1 : 0;
			while (missed != 0) {
				try {
					emit();
				}
				catch (Throwable ex) {
					fail(ex);
				}
				missed = this.calls.addAndGet(-missed);
			}
		}

		private void emit() throws Exception {
			while (!this.done && this.demand.get() > 0) {
				T item = this.source.next();
				if (item == null) {
					complete();
					return;
				}
				this.demand.updateAndGet((old) -> (old == Long.MAX_VALUE) ? old : old - 1);
				this.subscriber.onNext(item);
			}
		}

		private void complete() {
			if (this.source.isComplete() && !this.done) {
				this.done = true;
				this.subscriber.onComplete();
			}
		}

	}

	/**
	 * Subscription of somebody who came too late.
	 */
	private record NoSubscription() implements Flow.Subscription {

		@Override
		public void request(long count) {
		}

		@Override
		public void cancel() {
		}

	}

}
