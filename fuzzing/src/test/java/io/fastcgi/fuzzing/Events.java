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

	private int opened;

	private int closed;

	private int started;

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
		this.started++;
		this.inProgress.add(exchange);
	}

	@Override
	public void requestEnded(Exchange exchange) {
		assertThat(this.inProgress.remove(exchange)).as("%s ended once", exchange).isTrue();
	}

	@Override
	public void handlerFailed(Exchange exchange, Throwable cause) {
		assertThat(this.inProgress).as("requests whose handlers fail").contains(exchange);
		if (!(cause instanceof ScriptedHandler.Failure)) {
			assertThat(cause).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("The handler ");
		}
	}

	@Override
	public void protocolError(SocketAddress frontEnd, String description) {
		assertThat(description).doesNotStartWith("Internal error");
	}

	int started() {
		return this.started;
	}

	void checkAllEnded() {
		assertThat(this.inProgress).as("requests that never ended").isEmpty();
		assertThat(this.opened).isOne();
		assertThat(this.closed).isOne();
	}

}
