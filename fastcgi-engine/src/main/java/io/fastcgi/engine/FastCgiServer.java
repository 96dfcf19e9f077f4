package io.fastcgi.engine;

import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.fastcgi.engine.connection.ConnectionInitializer;
import io.fastcgi.engine.connection.ConnectionRegistry;
import io.fastcgi.engine.connection.ConnectionSettings;
import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.event.LoggingEventListener;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.BlockingHandler;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.transport.Transport;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;

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

	private final ConnectionRegistry registry;

	private final List<Listener> listeners;

	private final CompletableFuture<Void> stopped = new CompletableFuture<>();

	private final AtomicBoolean stopping = new AtomicBoolean();

	private volatile boolean draining;

	private FastCgiServer(EventLoopGroup eventLoops, ConnectionRegistry registry, List<Listener> listeners) {
		this.eventLoops = eventLoops;
		this.registry = registry;
		this.listeners = listeners;
	}

	/**
	 * Begin to describe a server.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return how the listeners stand, in the order in which they were given.
	 * @return the listeners
	 */
	public List<ListenerState> listeners() {
		return this.listeners.stream().map(Listener::state).toList();
	}

	/**
	 * Return the port of the first listener.
	 * @return the real port where any was asked for
	 */
	public int port() {
		return ((InetSocketAddress) this.listeners.get(0).address()).getPort();
	}

	/**
	 * Return the event loops, for those who measure them.
	 * @return the event loops
	 */
	public EventLoopGroup eventLoops() {
		return this.eventLoops;
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
		return closeListeners().thenCompose((ignored) -> this.registry.drain());
	}

	private CompletableFuture<Void> closeListeners() {
		return CompletableFuture
			.allOf(this.listeners.stream().map(FastCgiServer::close).toArray(CompletableFuture[]::new));
	}

	private static CompletableFuture<Void> close(Listener listener) {
		CompletableFuture<Void> closed = new CompletableFuture<>();
		listener.channel().close().addListener((ignored) -> closed.complete(null));
		return closed;
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

	/**
	 * Describes a server.
	 */
	public static final class Builder {

		private final List<ListenerSpec> listeners = new ArrayList<>();

		private @Nullable ExchangeHandler handler;

		private ServerEventListener events = new LoggingEventListener();

		private Limits limits = Limits.defaults();

		private Transport transport = Transport.AUTO;

		private int ioThreads = Runtime.getRuntime().availableProcessors();

		private Charset paramsCharset = StandardCharsets.UTF_8;

		private Builder() {
		}

		/**
		 * Listen on the loopback interface.
		 * @param port the port, {@code 0} for any free one; {@code 4000} is customary for
		 * SCGI, {@code 9000} for FastCGI
		 * @return this builder
		 */
		public Builder listen(int port) {
			return listen(ListenerSpec.loopback(port));
		}

		/**
		 * Add a listener.
		 * @param listener where to listen
		 * @return this builder
		 */
		public Builder listen(ListenerSpec listener) {
			this.listeners.add(listener);
			return this;
		}

		/**
		 * Set what serves the requests on the event loop. It must not block.
		 * @param handler the handler
		 * @return this builder
		 */
		public Builder handler(ExchangeHandler handler) {
			this.handler = handler;
			return this;
		}

		/**
		 * Set what serves the requests with streams on threads of its own.
		 * @param executor where the handler runs; what it rejects is refused with status
		 * 503
		 * @param handler the handler
		 * @return this builder
		 */
		public Builder blockingHandler(Executor executor, BlockingHandler handler) {
			return handler(handler.on(executor));
		}

		/**
		 * Set who is told what happens, in place of a log.
		 * @param events the listener
		 * @return this builder
		 */
		public Builder events(ServerEventListener events) {
			this.events = events;
			return this;
		}

		/**
		 * Set the bounds.
		 * @param limits the limits
		 * @return this builder
		 */
		public Builder limits(Limits limits) {
			this.limits = limits;
			return this;
		}

		/**
		 * Set the mechanism of the event loops.
		 * @param transport the transport
		 * @return this builder
		 */
		public Builder transport(Transport transport) {
			this.transport = transport;
			return this;
		}

		/**
		 * Set the number of event loops.
		 * @param ioThreads the number of threads
		 * @return this builder
		 */
		public Builder ioThreads(int ioThreads) {
			this.ioThreads = ioThreads;
			return this;
		}

		/**
		 * Set the charset of params; UTF-8 unless set.
		 * @param paramsCharset the charset
		 * @return this builder
		 */
		public Builder paramsCharset(Charset paramsCharset) {
			this.paramsCharset = paramsCharset;
			return this;
		}

		/**
		 * Start the server.
		 * @return the server, listening
		 * @throws FastCgiBindException if an address cannot be used
		 */
		public FastCgiServer start() {
			Objects.requireNonNull(this.handler, "A handler must be set");
			if (this.listeners.isEmpty()) {
				throw new IllegalStateException("At least one listener must be set");
			}
			Transport resolved = this.transport.resolve();
			if (!resolved.isAvailable()) {
				throw new IllegalStateException(
						"Transport %s does not work here; is its native library on the class path?"
							.formatted(resolved));
			}
			ConnectionRegistry registry = new ConnectionRegistry(this.limits);
			ConnectionSettings settings = new ConnectionSettings(this.limits, this.handler, this.events,
					this.paramsCharset);
			EventLoopGroup eventLoops = new MultiThreadIoEventLoopGroup(this.ioThreads,
					new DefaultThreadFactory("fastcgi-io"), resolved.ioHandlerFactory());
			List<Listener> bound = new ArrayList<>();
			try {
				for (ListenerSpec listener : this.listeners) {
					bound.add(Listener.bind(listener, resolved, eventLoops,
							new ConnectionInitializer(settings, registry, listener.protocol())));
				}
			}
			catch (RuntimeException ex) {
				eventLoops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
				throw ex;
			}
			return new FastCgiServer(eventLoops, registry, List.copyOf(bound));
		}

	}

}
