package io.fastcgi.engine.connection;

import io.fastcgi.engine.event.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Watches a request whose handler is at work, and knows whose turn it is: the front
 * end's, if the handler waits for input or for output to be taken, the handler's
 * otherwise.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ExchangeWatch {

	private final RequestInput requestInput;

	private final OutputQueue output;

	private final Stillness input = new Stillness(0, 0);

	private final Stillness handler = new Stillness(0, 0);

	private boolean started;

	ExchangeWatch(RequestInput input, OutputQueue output) {
		this.requestInput = input;
		this.output = output;
	}

	/**
	 * Look whether a deadline has passed.
	 * @param now the time in nanoseconds
	 * @param timeouts the timeouts
	 * @param outputBlocked whether the front end takes no output of this request
	 * @return the deadline that was missed or {@code null}
	 */
	@Nullable Deadline check(long now, Timeouts timeouts, boolean outputBlocked) {
		long received = this.requestInput.received();
		long activity = this.requestInput.reads() + this.output.writes();
		boolean awaitsInput = this.requestInput.isAwaited();
		if (!this.started || outputBlocked) {
			this.started = true;
			this.input.restart(received, now);
			this.handler.restart(activity, now);
			return null;
		}
		if (this.requestInput.stdin().isTunnel()) {
			this.input.restart(received, now);
			return (this.handler.isLongerThan(timeouts.tunnel(), received + activity, now)) ? Deadline.TUNNEL : null;
		}
		if (awaitsInput) {
			this.handler.restart(activity, now);
			return (this.input.isLongerThan(timeouts.input(), received, now)) ? Deadline.INPUT : null;
		}
		this.input.restart(received, now);
		return (this.handler.isLongerThan(timeouts.handler(), activity, now)) ? Deadline.HANDLER : null;
	}

}
