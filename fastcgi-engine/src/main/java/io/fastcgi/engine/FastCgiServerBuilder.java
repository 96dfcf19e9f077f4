package io.fastcgi.engine;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.connection.ConnectionRegistry;
import io.fastcgi.engine.connection.ConnectionSettings;
import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.event.LoggingEventListener;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.BlockingHandler;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.transport.Sockets;
import io.fastcgi.engine.transport.Transport;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.internal.SystemPropertyUtil;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link FastCgiServer} and starts it.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiServerBuilder {

	/**
	 * Netty's default, the adaptive allocator, gives large buffers back to the JDK and
	 * asks for others, which takes several times what it takes to send them unless Netty
	 * has native access.
	 */
	private static final ByteBufAllocator DEFAULT_ALLOCATOR = (SystemPropertyUtil.contains("io.netty.allocator.type"))
			? ByteBufAllocator.DEFAULT : PooledByteBufAllocator.DEFAULT;

	private final List<ListenerSpec> listeners = new ArrayList<>();

	private @Nullable ExchangeHandler handler;

	private ServerEventListener events = new LoggingEventListener();

	private Limits limits = Limits.defaults();

	private Timeouts timeouts = Timeouts.defaults();

	private Transport transport = Transport.AUTO;

	private int ioThreads = Runtime.getRuntime().availableProcessors();

	private ByteBufAllocator allocator = DEFAULT_ALLOCATOR;

	private Charset paramsCharset = StandardCharsets.UTF_8;

	FastCgiServerBuilder() {
	}

	/**
	 * Listen on the loopback interface.
	 * @param port the port, {@code 0} for any free one; {@code 4000} is customary for
	 * SCGI, {@code 9000} for FastCGI
	 * @return this builder
	 */
	public FastCgiServerBuilder listen(int port) {
		return listen(ListenerSpec.loopback(port));
	}

	/**
	 * Add a listener.
	 * @param listener where to listen
	 * @return this builder
	 */
	public FastCgiServerBuilder listen(ListenerSpec listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Replace the listeners that were added before.
	 * @param listeners where to listen
	 * @return this builder
	 */
	public FastCgiServerBuilder listeners(List<ListenerSpec> listeners) {
		this.listeners.clear();
		this.listeners.addAll(listeners);
		return this;
	}

	/**
	 * Set what serves the requests on the event loop. It must not block.
	 * @param handler the handler
	 * @return this builder
	 */
	public FastCgiServerBuilder handler(ExchangeHandler handler) {
		this.handler = handler;
		return this;
	}

	/**
	 * Set what serves the requests with streams on threads of its own.
	 * @param executor where the handler runs; what it rejects is refused with status 503
	 * @param handler the handler
	 * @return this builder
	 */
	public FastCgiServerBuilder blockingHandler(Executor executor, BlockingHandler handler) {
		return handler(handler.on(executor));
	}

	/**
	 * Set who is told what happens, in place of a log.
	 * @param events the listener
	 * @return this builder
	 */
	public FastCgiServerBuilder events(ServerEventListener events) {
		this.events = events;
		return this;
	}

	/**
	 * Set the bounds.
	 * @param limits the limits
	 * @return this builder
	 */
	public FastCgiServerBuilder limits(Limits limits) {
		this.limits = limits;
		return this;
	}

	/**
	 * Set how long the server waits for others.
	 * @param timeouts the timeouts
	 * @return this builder
	 */
	public FastCgiServerBuilder timeouts(Timeouts timeouts) {
		this.timeouts = timeouts;
		return this;
	}

	/**
	 * Set the mechanism of the event loops.
	 * @param transport the transport
	 * @return this builder
	 */
	public FastCgiServerBuilder transport(Transport transport) {
		this.transport = transport;
		return this;
	}

	/**
	 * Set the number of event loops.
	 * @param ioThreads the number of threads
	 * @return this builder
	 */
	public FastCgiServerBuilder ioThreads(int ioThreads) {
		this.ioThreads = ioThreads;
		return this;
	}

	/**
	 * Set who makes the buffers of connections. Unless set, it is Netty's pooled
	 * allocator, or what its system property {@code io.netty.allocator.type} says.
	 * @param allocator the allocator
	 * @return this builder
	 */
	public FastCgiServerBuilder allocator(ByteBufAllocator allocator) {
		this.allocator = allocator;
		return this;
	}

	/**
	 * Set the charset of params; UTF-8 unless set.
	 * @param paramsCharset the charset
	 * @return this builder
	 */
	public FastCgiServerBuilder paramsCharset(Charset paramsCharset) {
		this.paramsCharset = paramsCharset;
		return this;
	}

	/**
	 * Start the server.
	 * @return the server, listening
	 * @throws FastCgiBindException if a listener cannot be bound
	 */
	public FastCgiServer start() {
		ExchangeHandler exchangeHandler = Objects.requireNonNull(this.handler, "A handler must be set");
		if (this.listeners.isEmpty()) {
			throw new IllegalStateException("At least one listener must be set");
		}
		Transport resolved = this.transport.resolve();
		if (!resolved.isAvailable()) {
			throw new IllegalStateException(
					"Transport %s does not work here; is its native library on the class path?".formatted(resolved));
		}
		Sockets sockets = resolved.sockets();
		ServerEventListener told = ServerEventListener.of(List.of(this.events));
		ConnectionRegistry registry = new ConnectionRegistry(this.limits, told);
		ConnectionSettings settings = new ConnectionSettings(this.limits, this.timeouts, exchangeHandler, told,
				this.paramsCharset, Access.unrestricted());
		EventLoopGroup eventLoops = new MultiThreadIoEventLoopGroup(this.ioThreads,
				new DefaultThreadFactory("fastcgi-io"), sockets.ioHandlerFactory());
		ListenerBinder binder = new ListenerBinder(sockets, eventLoops, this.allocator, settings, registry);
		List<Listener> bound = new ArrayList<>();
		try {
			for (ListenerSpec listener : this.listeners) {
				bound.add(binder.bind(listener));
			}
		}
		catch (RuntimeException ex) {
			bound.forEach((listener) -> listener.close().join());
			eventLoops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
			throw ex;
		}
		return new FastCgiServer(eventLoops, this.allocator, registry, settings, List.copyOf(bound));
	}

}
