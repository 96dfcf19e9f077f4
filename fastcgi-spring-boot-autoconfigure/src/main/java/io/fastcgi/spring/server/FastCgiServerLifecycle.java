package io.fastcgi.spring.server;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.stream.Collectors;

import io.fastcgi.engine.Endpoint;
import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.FastCgiServerBuilder;
import io.fastcgi.engine.ListenerState;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the server when the application is ready to serve, where Boot starts its web
 * servers, and stops it after {@link FastCgiServerDrainLifecycle} had its time.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiServerLifecycle implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(FastCgiServerLifecycle.class);

	private final FastCgiServerBuilder builder;

	private final ApplicationEventPublisher events;

	private volatile @Nullable FastCgiServer server;

	/**
	 * Create a new lifecycle.
	 * @param builder describes the server
	 * @param events where to publish that it was started
	 */
	public FastCgiServerLifecycle(FastCgiServerBuilder builder, ApplicationEventPublisher events) {
		this.builder = builder;
		this.events = events;
	}

	@Override
	public void start() {
		FastCgiServer started = this.builder.start();
		this.server = started;
		started.listeners().forEach(FastCgiServerLifecycle::warnWhenReachable);
		logger.info("FastCGI started on "
				+ started.listeners().stream().map(FastCgiServerLifecycle::describe).collect(Collectors.joining(", ")));
		this.events.publishEvent(new FastCgiServerStartedEvent(started));
	}

	private static String describe(ListenerState listener) {
		String protocols = switch (listener.protocol()) {
			case AUTO -> "fastcgi, scgi";
			case FASTCGI -> "fastcgi";
			case SCGI -> "scgi";
		};
		String origin = (listener.spec().endpoint() instanceof Endpoint.Inherited) ? "inherited " : "";
		return "%s%s (%s)".formatted(origin, place(listener.address()), protocols);
	}

	private static String place(SocketAddress address) {
		if (address instanceof InetSocketAddress tcp) {
			return "port " + tcp.getPort();
		}
		return (address instanceof UnixDomainSocketAddress) ? "path " + address : address.toString();
	}

	private static void warnWhenReachable(ListenerState listener) {
		if (!listener.restricted() && listener.address() instanceof InetSocketAddress address
				&& !address.getAddress().isLoopbackAddress()) {
			logger
				.warn(("FastCGI listens on %s, which other machines may reach. FastCGI and SCGI have no authentication: "
						+ "whoever connects can claim any REMOTE_ADDR, HTTPS or REMOTE_USER. Name the front ends in "
						+ "'fastcgi.server.allowed-addresses', or let them show a certificate "
						+ "('fastcgi.server.ssl.bundle' and 'fastcgi.server.ssl.client-auth: need') or a secret "
						+ "('fastcgi.server.shared-secret.value'), or remove 'fastcgi.server.address' to listen on the "
						+ "loopback interface only. A listener of 'fastcgi.server.listeners' has properties of the same "
						+ "names.")
					.formatted(address));
		}
	}

	@Override
	public void stop() {
		throw new UnsupportedOperationException("Stop must not be invoked directly");
	}

	@Override
	public void stop(Runnable callback) {
		FastCgiServer running = this.server;
		if (running == null) {
			callback.run();
			return;
		}
		running.stop().whenComplete((ignored, error) -> {
			this.server = null;
			callback.run();
		});
	}

	@Override
	public boolean isRunning() {
		return this.server != null;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	/**
	 * Return the server.
	 * @return the server or {@code null} if it is not running
	 */
	public @Nullable FastCgiServer server() {
		return this.server;
	}

	@Override
	public int getPhase() {
		return Phases.START_STOP;
	}

}
