package io.fastcgi.engine.connection;

/**
 * Bounds that keep a server alive whatever its front ends do. All of them are enforced,
 * and what is announced with {@code FCGI_GET_VALUES} is taken from here.
 *
 * @param maxConnections the most connections of all listeners together; more are closed
 * at once
 * @param maxRequestsPerConnection the most requests that one connection may have open;
 * more are refused
 * @param maxRequests the most requests in progress on all connections together; more are
 * refused
 * @param maxParamsSize the most bytes of params in a request; more are refused
 * @param maxParams the most params in a request; more are refused
 * @param maxBufferedParams the most bytes of params of all requests in progress together;
 * beyond it requests are refused
 * @param inputWindow the number of bytes of unread input that one request may have in
 * memory
 * @param maxBufferedInput the most bytes of unread input that all requests together may
 * have in memory; beyond it a request keeps only what it has
 * @param maxSpooledInput the most bytes of unread input that all requests together may
 * have in temporary files, {@code 0} for no files; beyond it a request that stands in the
 * way of others is refused
 * @param maxBodySize the most bytes that a request body may have; longer ones are refused
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record Limits(int maxConnections, int maxRequestsPerConnection, int maxRequests, int maxParamsSize,
		int maxParams, long maxBufferedParams, int inputWindow, long maxBufferedInput, long maxSpooledInput,
		long maxBodySize) {

	/**
	 * Check the values.
	 */
	public Limits {
		requirePositive("maxConnections", maxConnections);
		requirePositive("maxRequestsPerConnection", maxRequestsPerConnection);
		requirePositive("maxRequests", maxRequests);
		requirePositive("maxParamsSize", maxParamsSize);
		requirePositive("maxParams", maxParams);
		requirePositive("maxBufferedParams", maxBufferedParams);
		requirePositive("inputWindow", inputWindow);
		requirePositive("maxBufferedInput", maxBufferedInput);
		if (maxSpooledInput < 0) {
			throw new IllegalArgumentException(
					"'maxSpooledInput' must not be negative but is %d".formatted(maxSpooledInput));
		}
		requirePositive("maxBodySize", maxBodySize);
	}

	private static void requirePositive(String name, long value) {
		if (value <= 0) {
			throw new IllegalArgumentException("'%s' must be positive but is %d".formatted(name, value));
		}
	}

	/**
	 * Return the limits that a server has unless it is given others.
	 * @return the default limits
	 */
	public static Limits defaults() {
		return builder().build();
	}

	/**
	 * Begin with the default limits.
	 * @return a builder
	 */
	public static LimitsBuilder builder() {
		return new LimitsBuilder();
	}

	/**
	 * Return whether a connection may have more than one request at a time.
	 * @return whether requests are multiplexed
	 */
	public boolean isMultiplexing() {
		return this.maxRequestsPerConnection > 1;
	}

}
