package io.fastcgi.engine.event;

import java.net.SocketAddress;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Refusal;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * Passes events on to several listeners. What one of them throws goes to the log and no
 * further: it must keep neither the others nor the server from what comes next.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class CompositeEventListener implements ServerEventListener {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance("io.fastcgi.engine");

	private final ServerEventListener[] listeners;

	private final LogThrottle failures = new LogThrottle();

	CompositeEventListener(List<ServerEventListener> listeners) {
		this.listeners = listeners.toArray(ServerEventListener[]::new);
	}

	private void tell(Consumer<ServerEventListener> event) {
		tell((listener, consumer) -> consumer.accept(listener), event);
	}

	// Method references in place of lambdas that capture: these happen with every request

	private <T> void tell(BiConsumer<ServerEventListener, T> event, T argument) {
		for (ServerEventListener listener : this.listeners) {
			try {
				event.accept(listener, argument);
			}
			catch (Throwable ex) {
				failed(ex);
			}
		}
	}

	private void tell(ObjIntConsumer<ServerEventListener> event, int argument) {
		for (ServerEventListener listener : this.listeners) {
			try {
				event.accept(listener, argument);
			}
			catch (Throwable ex) {
				failed(ex);
			}
		}
	}

	private void failed(Throwable cause) {
		this.failures.log((suffix) -> logger.error("A listener for events of the server failed{}", suffix, cause));
	}

	@Override
	public void connectionOpened(SocketAddress frontEnd) {
		tell((listener) -> listener.connectionOpened(frontEnd));
	}

	@Override
	public void connectionClosed(SocketAddress frontEnd) {
		tell((listener) -> listener.connectionClosed(frontEnd));
	}

	@Override
	public void connectionRefused(SocketAddress frontEnd, ConnectionRefusal refusal, String description) {
		tell((listener) -> listener.connectionRefused(frontEnd, refusal, description));
	}

	@Override
	public void bytesReceived(int count) {
		tell(ServerEventListener::bytesReceived, count);
	}

	@Override
	public void bytesSent(int count) {
		tell(ServerEventListener::bytesSent, count);
	}

	@Override
	public void requestStarted(Exchange exchange) {
		tell(ServerEventListener::requestStarted, exchange);
	}

	@Override
	public void requestEnded(Exchange exchange) {
		tell(ServerEventListener::requestEnded, exchange);
	}

	@Override
	public void requestRefused(SocketAddress frontEnd, Refusal refusal) {
		tell((listener) -> listener.requestRefused(frontEnd, refusal));
	}

	@Override
	public void requestAborted(Exchange exchange, AbortReason reason) {
		tell((listener) -> listener.requestAborted(exchange, reason));
	}

	@Override
	public void handlerFailed(Exchange exchange, Throwable cause) {
		tell((listener) -> listener.handlerFailed(exchange, cause));
	}

	@Override
	public void errorOutput(Exchange exchange, String text) {
		tell((listener) -> listener.errorOutput(exchange, text));
	}

	@Override
	public void timedOut(SocketAddress frontEnd, Deadline deadline) {
		tell((listener) -> listener.timedOut(frontEnd, deadline));
	}

	@Override
	public void inputSpooled(int count) {
		tell((listener) -> listener.inputSpooled(count));
	}

	@Override
	public void protocolError(SocketAddress frontEnd, String description) {
		tell((listener) -> listener.protocolError(frontEnd, description));
	}

}
