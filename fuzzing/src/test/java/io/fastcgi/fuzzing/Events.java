package io.fastcgi.fuzzing;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.Exchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sees to it that each request is announced and ends once, and that nothing but the
 * handler fails.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Events implements ServerEventListener {

	private final List<Exchange> inProgress = new ArrayList<>();

	private final List<String> problems = new ArrayList<>();

	private int opened;

	private int closed;

	@Override
	public void connectionOpened(SocketAddress frontEnd) {
		this.opened++;
	}

	@Override
	public void connectionClosed(SocketAddress frontEnd) {
		this.closed++;
	}

	@Override
	public void requestStarted(Exchange exchange) {
		this.inProgress.add(exchange);
	}

	@Override
	public void requestEnded(Exchange exchange) {
		if (!this.inProgress.remove(exchange)) {
			this.problems.add(exchange + " ended, but had not started or ended before");
		}
	}

	@Override
	public void handlerFailed(Exchange exchange, Throwable cause) {
		boolean fault = cause instanceof ScriptedHandler.Failure || (cause instanceof IllegalStateException
				&& String.valueOf(cause.getMessage()).startsWith("The handler "));
		if (!fault) {
			this.problems.add("The handler failed with " + cause);
		}
	}

	@Override
	public void protocolError(SocketAddress frontEnd, String description) {
		if (description.startsWith("Internal error")) {
			this.problems.add(description);
		}
	}

	/**
	 * Check what happened. That has to wait: exceptions of a listener might be swallowed.
	 */
	void check() {
		assertThat(this.problems).isEmpty();
		assertThat(this.inProgress).as("requests that never ended").isEmpty();
		assertThat(this.opened).isOne();
		assertThat(this.closed).isOne();
	}

}
