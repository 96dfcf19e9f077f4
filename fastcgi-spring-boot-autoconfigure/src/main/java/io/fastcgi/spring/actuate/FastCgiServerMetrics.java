package io.fastcgi.spring.actuate;

import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.fastcgi.engine.event.ConnectionRefusal;
import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Refusal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the protocol engine.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiServerMetrics implements ServerEventListener, MeterBinder {

	private static final String PREFIX = "fastcgi.server.";

	private final AtomicInteger activeConnections = new AtomicInteger();

	private final LongAdder connections = new LongAdder();

	private final AtomicInteger activeRequests = new AtomicInteger();

	private final LongAdder received = new LongAdder();

	private final LongAdder sent = new LongAdder();

	private final LongAdder protocolErrors = new LongAdder();

	private final CountByEnum<ConnectionRefusal> refusedConnections = new CountByEnum<>(ConnectionRefusal.class);

	private final CountByEnum<Refusal> refusals = new CountByEnum<>(Refusal.class);

	private final CountByEnum<AbortReason> aborts = new CountByEnum<>(AbortReason.class);

	private final CountByEnum<Deadline> timeouts = new CountByEnum<>(Deadline.class);

	private final LongAdder spooled = new LongAdder();

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder(PREFIX + "connections.active", this.activeConnections, AtomicInteger::get)
			.description("Connections of front ends")
			.baseUnit("connections")
			.register(registry);
		Gauge.builder(PREFIX + "requests.in.flight", this.activeRequests, AtomicInteger::get)
			.description("Requests in progress")
			.baseUnit("requests")
			.register(registry);
		counter(registry, "connections", this.connections, "Connections that were accepted", "connections");
		counter(registry, "data.received", this.received, "Bytes from front ends", "bytes");
		counter(registry, "data.sent", this.sent, "Bytes to front ends", "bytes");
		counter(registry, "protocol.errors", this.protocolErrors, "Violations of the protocol", "errors");
		this.refusedConnections.bind(registry, PREFIX + "connections.refused", "Connections that were refused",
				"reason", "connections");
		counter(registry, "input.spooled", this.spooled, "Bytes of request bodies put into temporary files", "bytes");
		this.refusals.bind(registry, PREFIX + "refusals", "Requests that were refused", "reason", "requests");
		this.aborts.bind(registry, PREFIX + "aborts", "Requests that were aborted", "reason", "requests");
		this.timeouts.bind(registry, PREFIX + "timeouts", "Deadlines that were missed", "deadline", "timeouts");
	}

	private static void counter(MeterRegistry registry, String name, LongAdder count, String description, String unit) {
		FunctionCounter.builder(PREFIX + name, count, LongAdder::sum)
			.description(description)
			.baseUnit(unit)
			.register(registry);
	}

	@Override
	public void connectionOpened(SocketAddress frontEnd) {
		this.connections.increment();
		this.activeConnections.incrementAndGet();
	}

	@Override
	public void connectionClosed(SocketAddress frontEnd) {
		this.activeConnections.decrementAndGet();
	}

	@Override
	public void connectionRefused(SocketAddress frontEnd, ConnectionRefusal refusal, String description) {
		this.refusedConnections.increment(refusal);
	}

	@Override
	public void bytesReceived(int count) {
		this.received.add(count);
	}

	@Override
	public void bytesSent(int count) {
		this.sent.add(count);
	}

	@Override
	public void requestStarted(Exchange exchange) {
		this.activeRequests.incrementAndGet();
	}

	@Override
	public void requestEnded(Exchange exchange) {
		this.activeRequests.decrementAndGet();
	}

	@Override
	public void requestRefused(SocketAddress frontEnd, Refusal refusal) {
		this.refusals.increment(refusal);
	}

	@Override
	public void requestAborted(Exchange exchange, AbortReason reason) {
		this.aborts.increment(reason);
	}

	@Override
	public void timedOut(SocketAddress frontEnd, Deadline deadline) {
		this.timeouts.increment(deadline);
	}

	@Override
	public void inputSpooled(int count) {
		this.spooled.add(count);
	}

	@Override
	public void protocolError(SocketAddress frontEnd, String description) {
		this.protocolErrors.increment();
	}

}
