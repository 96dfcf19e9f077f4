package io.fastcgi.engine.event;

import java.net.SocketAddress;
import java.util.List;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Refusal;

/**
 * Passes events on to several listeners.
 *
 * @param listeners the listeners
 * @author FastCGI Spring Boot maintainers
 */
record CompositeEventListener(List<ServerEventListener> listeners) implements ServerEventListener {

	@Override
	public void connectionOpened(SocketAddress frontEnd) {
		this.listeners.forEach((listener) -> listener.connectionOpened(frontEnd));
	}

	@Override
	public void connectionClosed(SocketAddress frontEnd) {
		this.listeners.forEach((listener) -> listener.connectionClosed(frontEnd));
	}

	@Override
	public void connectionRefused(SocketAddress frontEnd, ConnectionRefusal refusal, String description) {
		this.listeners.forEach((listener) -> listener.connectionRefused(frontEnd, refusal, description));
	}

	@Override
	public void bytesReceived(int count) {
		this.listeners.forEach((listener) -> listener.bytesReceived(count));
	}

	@Override
	public void bytesSent(int count) {
		this.listeners.forEach((listener) -> listener.bytesSent(count));
	}

	@Override
	public void requestStarted(Exchange exchange) {
		this.listeners.forEach((listener) -> listener.requestStarted(exchange));
	}

	@Override
	public void requestEnded(Exchange exchange) {
		this.listeners.forEach((listener) -> listener.requestEnded(exchange));
	}

	@Override
	public void requestRefused(SocketAddress frontEnd, Refusal refusal) {
		this.listeners.forEach((listener) -> listener.requestRefused(frontEnd, refusal));
	}

	@Override
	public void requestAborted(Exchange exchange, AbortReason reason) {
		this.listeners.forEach((listener) -> listener.requestAborted(exchange, reason));
	}

	@Override
	public void handlerFailed(Exchange exchange, Throwable cause) {
		this.listeners.forEach((listener) -> listener.handlerFailed(exchange, cause));
	}

	@Override
	public void errorOutput(Exchange exchange, String text) {
		this.listeners.forEach((listener) -> listener.errorOutput(exchange, text));
	}

	@Override
	public void timedOut(SocketAddress frontEnd, Deadline deadline) {
		this.listeners.forEach((listener) -> listener.timedOut(frontEnd, deadline));
	}

	@Override
	public void inputSpooled(int count) {
		this.listeners.forEach((listener) -> listener.inputSpooled(count));
	}

	@Override
	public void protocolError(SocketAddress frontEnd, String description) {
		this.listeners.forEach((listener) -> listener.protocolError(frontEnd, description));
	}

}
