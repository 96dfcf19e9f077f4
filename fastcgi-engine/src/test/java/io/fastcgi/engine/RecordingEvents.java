package io.fastcgi.engine;

import java.net.SocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.fastcgi.engine.event.ConnectionRefusal;
import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Refusal;

/**
 * Remembers what happened in a server.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class RecordingEvents implements ServerEventListener {

	public final AtomicInteger opened = new AtomicInteger();

	public final AtomicInteger closed = new AtomicInteger();

	public final AtomicInteger refusedConnections = new AtomicInteger();

	public final List<ConnectionRefusal> connectionRefusals = new CopyOnWriteArrayList<>();

	public final List<String> connectionObjections = new CopyOnWriteArrayList<>();

	public final AtomicInteger started = new AtomicInteger();

	public final AtomicInteger ended = new AtomicInteger();

	public final AtomicLong bytesReceived = new AtomicLong();

	public final AtomicLong bytesSent = new AtomicLong();

	public final List<Refusal> refusals = new CopyOnWriteArrayList<>();

	public final List<AbortReason> aborts = new CopyOnWriteArrayList<>();

	public final List<Throwable> failures = new CopyOnWriteArrayList<>();

	public final List<Deadline> timeouts = new CopyOnWriteArrayList<>();

	public final AtomicLong bytesSpooled = new AtomicLong();

	public final Queue<String> order = new ConcurrentLinkedQueue<>();

	public final List<String> protocolErrors = new CopyOnWriteArrayList<>();

	public final List<String> errorOutput = new CopyOnWriteArrayList<>();

	@Override
	public void connectionOpened(SocketAddress frontEnd) {
		this.opened.incrementAndGet();
	}

	@Override
	public void connectionClosed(SocketAddress frontEnd) {
		this.closed.incrementAndGet();
	}

	@Override
	public void connectionRefused(SocketAddress frontEnd, ConnectionRefusal refusal, String description) {
		this.refusedConnections.incrementAndGet();
		this.connectionRefusals.add(refusal);
		this.connectionObjections.add(description);
	}

	@Override
	public void bytesReceived(int count) {
		this.bytesReceived.addAndGet(count);
	}

	@Override
	public void bytesSent(int count) {
		this.bytesSent.addAndGet(count);
	}

	@Override
	public void requestStarted(Exchange exchange) {
		this.order.add("started");
		this.started.incrementAndGet();
	}

	@Override
	public void requestEnded(Exchange exchange) {
		this.order.add("ended");
		this.ended.incrementAndGet();
	}

	@Override
	public void requestRefused(SocketAddress frontEnd, Refusal refusal) {
		this.order.add("refused");
		this.refusals.add(refusal);
	}

	@Override
	public void requestAborted(Exchange exchange, AbortReason reason) {
		this.order.add("aborted");
		this.aborts.add(reason);
	}

	@Override
	public void handlerFailed(Exchange exchange, Throwable cause) {
		this.order.add("failed");
		this.failures.add(cause);
	}

	@Override
	public void errorOutput(Exchange exchange, String text) {
		this.errorOutput.add(text);
	}

	@Override
	public void timedOut(SocketAddress frontEnd, Deadline deadline) {
		this.timeouts.add(deadline);
	}

	@Override
	public void inputSpooled(int count) {
		this.bytesSpooled.addAndGet(count);
	}

	@Override
	public void protocolError(SocketAddress frontEnd, String description) {
		this.protocolErrors.add(description);
	}

}
