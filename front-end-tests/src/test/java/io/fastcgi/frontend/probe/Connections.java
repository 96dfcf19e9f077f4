package io.fastcgi.frontend.probe;

import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicLong;

import io.fastcgi.engine.event.ServerEventListener;

import org.springframework.stereotype.Component;

/**
 * Counts connections.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Component
class Connections implements ServerEventListener {

	private final AtomicLong opened = new AtomicLong();

	private final AtomicLong closed = new AtomicLong();

	@Override
	public void connectionOpened(SocketAddress frontEnd) {
		this.opened.incrementAndGet();
	}

	@Override
	public void connectionClosed(SocketAddress frontEnd) {
		this.closed.incrementAndGet();
	}

	long opened() {
		return this.opened.get();
	}

	long open() {
		return this.opened.get() - this.closed.get();
	}

}
