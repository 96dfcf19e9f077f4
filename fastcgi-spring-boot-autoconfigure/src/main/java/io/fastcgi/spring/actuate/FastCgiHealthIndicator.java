package io.fastcgi.spring.actuate;

import java.util.List;
import java.util.Map;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.ListenerState;
import io.fastcgi.spring.server.FastCgiServerLifecycle;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of the server: down when a listener does not accept, out of service while it
 * drains.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiHealthIndicator extends AbstractHealthIndicator {

	private final FastCgiServerLifecycle lifecycle;

	/**
	 * Create a new indicator.
	 * @param lifecycle holds the server
	 */
	public FastCgiHealthIndicator(FastCgiServerLifecycle lifecycle) {
		super("FastCGI health check failed");
		this.lifecycle = lifecycle;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		FastCgiServer server = this.lifecycle.server();
		if (server == null) {
			builder.outOfService();
			return;
		}
		List<ListenerState> listeners = server.listeners();
		if (server.isDraining()) {
			builder.outOfService();
		}
		else if (listeners.stream().allMatch(ListenerState::accepting)) {
			builder.up();
		}
		else {
			builder.down();
		}
		builder.withDetail("listeners", listeners.stream().map(FastCgiHealthIndicator::describe).toList())
			.withDetail("connections", server.connections())
			.withDetail("requests", server.requests());
	}

	private static Map<String, Object> describe(ListenerState listener) {
		return Map.of("address", listener.address().toString(), "protocol", listener.protocol(), "accepting",
				listener.accepting());
	}

}
