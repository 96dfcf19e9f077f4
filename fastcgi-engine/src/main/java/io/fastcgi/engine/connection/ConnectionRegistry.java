package io.fastcgi.engine.connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.MemoryBudget;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;

/**
 * Connections and requests that a server has at the moment.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ConnectionRegistry {

	private final Limits limits;

	private final MemoryBudget bufferedParams;

	private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger requests = new AtomicInteger();

	private volatile boolean draining;

	private volatile boolean aborted;

	private final InputBudget unreadInput;

	/**
	 * Create a new registry.
	 * @param limits the bounds
	 * @param events told when input is put into temporary files
	 */
	public ConnectionRegistry(Limits limits, ServerEventListener events) {
		this.limits = limits;
		this.unreadInput = InputBudget.of(limits, events);
		this.bufferedParams = new MemoryBudget(limits.maxBufferedParams());
	}

	boolean add(Channel channel) {
		if (!acquire(this.connections, this.limits.maxConnections())) {
			return false;
		}
		this.channels.add(channel);
		channel.closeFuture().addListener((closed) -> this.connections.decrementAndGet());
		return true;
	}

	boolean beginRequest() {
		return acquire(this.requests, this.limits.maxRequests());
	}

	MemoryBudget bufferedParams() {
		return this.bufferedParams;
	}

	InputBudget unreadInput() {
		return this.unreadInput;
	}

	void endRequest() {
		this.requests.decrementAndGet();
	}

	private static boolean acquire(AtomicInteger count, int limit) {
		if (count.incrementAndGet() > limit) {
			count.decrementAndGet();
			return false;
		}
		return true;
	}

	boolean isAborted() {
		return this.aborted;
	}

	boolean isDraining() {
		return this.draining;
	}

	/**
	 * Return how many connections there are.
	 * @return the number of connections
	 */
	public int connections() {
		return this.connections.get();
	}

	/**
	 * Return how many requests are in progress.
	 * @return the number of requests
	 */
	public int requests() {
		return this.requests.get();
	}

	/**
	 * Close every connection as soon as it has no request in progress.
	 * @return completed when no connection is left
	 */
	public CompletionStage<Void> drain() {
		this.draining = true;
		return tellAll(ConnectionEvent.DRAIN);
	}

	/**
	 * Abort all requests and close all connections.
	 * @return completed when no connection is left
	 */
	public CompletionStage<Void> abort() {
		this.draining = true;
		this.aborted = true;
		return tellAll(ConnectionEvent.ABORT);
	}

	private CompletionStage<Void> tellAll(ConnectionEvent event) {
		CompletableFuture<Void> closed = new CompletableFuture<>();
		this.channels.newCloseFuture().addListener((ignored) -> closed.complete(null));
		this.channels.forEach((channel) -> channel.pipeline().fireUserEventTriggered(event));
		return closed;
	}

}
