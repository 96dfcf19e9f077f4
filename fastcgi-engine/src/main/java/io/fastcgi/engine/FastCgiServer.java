package io.fastcgi.engine;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.fastcgi.engine.connection.ConnectionRegistry;
import io.fastcgi.engine.connection.ConnectionSettings;
import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.Timeouts;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoopGroup;

/**
 * Server for FastCGI and SCGI, on the same port if one likes. A whole one:
 *
 * <pre class="code">
 * AtomicLong count = new AtomicLong();
 * FastCgiServer server = FastCgiServer.builder()
 *     .listen(4000)
 *     .handler((exchange) -&gt; exchange.respondText("Hello for the " + count.incrementAndGet() + "th time."))
 *     .start();
 * </pre>
 *
 * Its threads keep the virtual machine alive until {@link #shutdown(Duration)} is called,
 * which may happen in a handler. A server is started once and stopped once.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiServer implements AutoCloseable {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	private final EventLoopGroup eventLoops;

	private final ByteBufAllocator allocator;

	private final ConnectionRegistry registry;

	private final ConnectionSettings settings;

	private final List<Listener> listeners;

	private final CompletableFuture<Void> stopped = new CompletableFuture<>();

	private final AtomicBoolean stopping = new AtomicBoolean();

	private volatile boolean draining;

	FastCgiServer(EventLoopGroup eventLoops, ByteBufAllocator allocator, ConnectionRegistry registry,
			ConnectionSettings settings, List<Listener> listeners) {
		this.eventLoops = eventLoops;
		this.allocator = allocator;
		this.registry = registry;
		this.settings = settings;
		this.listeners = listeners;
	}

	/**
	 * Begin to describe a server.
	 * @return a builder
	 */
	public static FastCgiServerBuilder builder() {
		return new FastCgiServerBuilder();
	}

	/**
	 * Return how the listeners stand, in the order in which they were given.
	 * @return the listeners
	 */
	public List<ListenerState> listeners() {
		return this.listeners.stream().map(Listener::state).toList();
	}

	/**
	 * Return the port of the first listener that has one.
	 * @return the real port where any was asked for, or {@code -1} if no listener is on
	 * TCP
	 */
	public int port() {
		return this.listeners.stream()
			.map(Listener::address)
			.filter(InetSocketAddress.class::isInstance)
			.mapToInt((address) -> ((InetSocketAddress) address).getPort())
			.findFirst()
			.orElse(-1);
	}

	/**
	 * Return the bounds that are enforced.
	 * @return the limits
	 */
	public Limits limits() {
		return this.settings.limits();
	}

	/**
	 * Return how long the server waits for others.
	 * @return the timeouts
	 */
	public Timeouts timeouts() {
		return this.settings.timeouts();
	}

	/**
	 * Return the event loops, for those who measure them.
	 * @return the event loops
	 */
	public EventLoopGroup eventLoops() {
		return this.eventLoops;
	}

	/**
	 * Return who makes the buffers of connections, for those who measure it.
	 * @return the allocator
	 */
	public ByteBufAllocator allocator() {
		return this.allocator;
	}

	/**
	 * Return how many connections there are.
	 * @return the number of connections
	 */
	public int connections() {
		return this.registry.connections();
	}

	/**
	 * Return how many requests are in progress.
	 * @return the number of requests
	 */
	public int requests() {
		return this.registry.requests();
	}

	/**
	 * Return whether the server has begun to stop.
	 * @return whether it takes no new requests
	 */
	public boolean isDraining() {
		return this.draining;
	}

	/**
	 * Return the end of the server.
	 * @return completed when the server has stopped
	 */
	public CompletionStage<Void> stopped() {
		return this.stopped.minimalCompletionStage();
	}

	/**
	 * Accept no more connections, and close those that there are as soon as they have no
	 * request in progress.
	 * @return completed when no connection is left
	 */
	public CompletionStage<Void> drain() {
		if (this.stopping.get()) {
			return stopped();
		}
		this.draining = true;
		return drainListeners().thenCompose((ignored) -> this.registry.drain());
	}

	private CompletableFuture<Void> drainListeners() {
		return CompletableFuture.allOf(this.listeners.stream().map(Listener::drain).toArray(CompletableFuture[]::new));
	}

	private CompletableFuture<Void> closeListeners() {
		return CompletableFuture.allOf(this.listeners.stream().map(Listener::close).toArray(CompletableFuture[]::new));
	}

	/**
	 * Stop at once: abort the requests in progress, close all connections and end the
	 * threads.
	 * @return completed when the server has stopped
	 */
	public CompletionStage<Void> stop() {
		if (!this.stopping.compareAndSet(false, true)) {
			return stopped();
		}
		this.draining = true;
		closeListeners().thenCompose((ignored) -> this.registry.abort())
			.completeOnTimeout(null, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
			.thenRun(() -> this.eventLoops.shutdownGracefully(0, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
		this.eventLoops.terminationFuture().addListener((ignored) -> this.stopped.complete(null));
		return stopped();
	}

	/**
	 * Let the requests in progress finish, then stop.
	 * @param timeout how long to wait for them before they are aborted
	 * @return completed when the server has stopped
	 */
	public CompletionStage<Void> shutdown(Duration timeout) {
		drain().toCompletableFuture()
			.completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS)
			.thenRun(this::stop);
		return stopped();
	}

	/**
	 * Stop at once and wait for it. Not for handlers on an event loop; they call
	 * {@link #shutdown(Duration)}.
	 */
	@Override
	public void close() {
		stop().toCompletableFuture().join();
	}

}
