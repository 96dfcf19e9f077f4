package io.fastcgi.spring.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.FastCgiServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the requests in progress finish before anything they may need is stopped, after a
 * delay in which front ends that look at the readiness can turn to others. Spring waits
 * for both together as long as {@code spring.lifecycle.timeout-per-shutdown-phase} says.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiServerDrainLifecycle implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(FastCgiServerDrainLifecycle.class);

	private final FastCgiServerLifecycle lifecycle;

	private final Duration delay;

	private final ApplicationContext applicationContext;

	private volatile boolean running;

	private volatile boolean refusing;

	/**
	 * Create a new lifecycle.
	 * @param lifecycle holds the server
	 * @param delay how long to serve as before after traffic is refused
	 * @param applicationContext where to tell that traffic is refused
	 */
	public FastCgiServerDrainLifecycle(FastCgiServerLifecycle lifecycle, Duration delay,
			ApplicationContext applicationContext) {
		this.lifecycle = lifecycle;
		this.delay = delay;
		this.applicationContext = applicationContext;
	}

	@Override
	public void start() {
		this.running = true;
		if (this.refusing) {
			// Boot says so when an application is ready, which it is only once
			this.refusing = false;
			AvailabilityChangeEvent.publish(this.applicationContext, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	@Override
	public void stop() {
		throw new UnsupportedOperationException("Stop must not be invoked directly");
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		FastCgiServer server = this.lifecycle.server();
		if (server == null) {
			callback.run();
			return;
		}
		this.refusing = true;
		AvailabilityChangeEvent.publish(this.applicationContext, ReadinessState.REFUSING_TRAFFIC);
		if (this.delay.isZero()) {
			drain(server, callback);
			return;
		}
		logger.info("FastCGI serves for another %d ms, until front ends have noticed that it is about to stop"
			.formatted(this.delay.toMillis()));
		CompletableFuture.delayedExecutor(this.delay.toMillis(), TimeUnit.MILLISECONDS)
			.execute(() -> drain(server, callback));
	}

	private static void drain(FastCgiServer server, Runnable callback) {
		logger.info("Draining FastCGI. Waiting for %d requests to complete".formatted(server.requests()));
		server.drain().whenComplete((ignored, error) -> {
			logger.info("FastCGI drained");
			callback.run();
		});
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return Phases.DRAIN;
	}

}
