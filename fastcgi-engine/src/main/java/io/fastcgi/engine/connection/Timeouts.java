package io.fastcgi.engine.connection;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a server waits for others. Nothing is measured exactly: a deadline is noticed
 * up to {@link #precision()} late.
 *
 * @param firstRequest how long a new connection may take until its first request begins
 * @param params how long a request may take until its params are complete
 * @param input how long a handler may wait for input without getting any
 * @param handler how long a handler may hold a request without reading or writing
 * anything, although it could
 * @param output how long a front end may take none of the output that waits for it
 * @param idle how long a connection without a request in progress may be silent
 * @param tunnel how long a request that became a tunnel may be silent in both directions;
 * {@code input} and {@code handler} do not apply to it
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record Timeouts(Duration firstRequest, Duration params, Duration input, Duration handler, Duration output,
		Duration idle, Duration tunnel) {

	private static final long MAX_PRECISION_MILLIS = 1000;

	private static final long MIN_PRECISION_MILLIS = 10;

	/**
	 * Check the values.
	 */
	public Timeouts {
		requirePositive("firstRequest", firstRequest);
		requirePositive("params", params);
		requirePositive("input", input);
		requirePositive("handler", handler);
		requirePositive("output", output);
		requirePositive("idle", idle);
		requirePositive("tunnel", tunnel);
	}

	private static void requirePositive(String name, Duration timeout) {
		if (timeout.toMillis() <= 0) {
			throw new IllegalArgumentException(
					"'%s' must be at least a millisecond but is %s".formatted(name, timeout));
		}
	}

	/**
	 * Return the timeouts that a server has unless it is given others.
	 * @return the default timeouts
	 */
	public static Timeouts defaults() {
		return new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(1),
				Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5));
	}

	/**
	 * Return how often deadlines are looked at: an eighth of the shortest timeout, and at
	 * least once a second.
	 * @return the time between two looks
	 */
	public Duration precision() {
		long shortest = Stream
			.of(this.firstRequest, this.params, this.input, this.handler, this.output, this.idle, this.tunnel)
			.mapToLong(Duration::toMillis)
			.min()
			.orElseThrow();
		return Duration.ofMillis(Math.max(MIN_PRECISION_MILLIS, Math.min(MAX_PRECISION_MILLIS, shortest / 8)));
	}

	/**
	 * Return the same timeouts with another one for the first request.
	 * @param timeout how long a new connection may take until its first request begins
	 * @return the timeouts
	 */
	public Timeouts withFirstRequest(Duration timeout) {
		return new Timeouts(timeout, this.params, this.input, this.handler, this.output, this.idle, this.tunnel);
	}

	/**
	 * Return the same timeouts with another one for params.
	 * @param timeout how long a request may take until its params are complete
	 * @return the timeouts
	 */
	public Timeouts withParams(Duration timeout) {
		return new Timeouts(this.firstRequest, timeout, this.input, this.handler, this.output, this.idle, this.tunnel);
	}

	/**
	 * Return the same timeouts with another one for input.
	 * @param timeout how long a handler may wait for input without getting any
	 * @return the timeouts
	 */
	public Timeouts withInput(Duration timeout) {
		return new Timeouts(this.firstRequest, this.params, timeout, this.handler, this.output, this.idle, this.tunnel);
	}

	/**
	 * Return the same timeouts with another one for handlers.
	 * @param timeout how long a handler may hold a request without reading or writing
	 * @return the timeouts
	 */
	public Timeouts withHandler(Duration timeout) {
		return new Timeouts(this.firstRequest, this.params, this.input, timeout, this.output, this.idle, this.tunnel);
	}

	/**
	 * Return the same timeouts with another one for output.
	 * @param timeout how long a front end may take none of the output that waits for it
	 * @return the timeouts
	 */
	public Timeouts withOutput(Duration timeout) {
		return new Timeouts(this.firstRequest, this.params, this.input, this.handler, timeout, this.idle, this.tunnel);
	}

	/**
	 * Return the same timeouts with another one for idle connections.
	 * @param timeout how long a connection without a request in progress may be silent
	 * @return the timeouts
	 */
	public Timeouts withIdle(Duration timeout) {
		return new Timeouts(this.firstRequest, this.params, this.input, this.handler, this.output, timeout,
				this.tunnel);
	}

	/**
	 * Return the same timeouts with another one for tunnels.
	 * @param timeout how long a tunnel may be silent in both directions
	 * @return the timeouts
	 */
	public Timeouts withTunnel(Duration timeout) {
		return new Timeouts(this.firstRequest, this.params, this.input, this.handler, this.output, this.idle, timeout);
	}

}
