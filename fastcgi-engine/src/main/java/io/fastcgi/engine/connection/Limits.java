package io.fastcgi.engine.connection;

import java.time.Duration;

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
 * @param inputWindow the number of bytes of unread input that make a connection pause
 * reading from its front end
 * @param idleTimeout how long a connection without a request in progress may be silent
 * before it is closed
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record Limits(int maxConnections, int maxRequestsPerConnection, int maxRequests, int maxParamsSize,
		int maxParams, int inputWindow, Duration idleTimeout) {

	/**
	 * Check the values.
	 */
	public Limits {
		requirePositive("maxConnections", maxConnections);
		requirePositive("maxRequestsPerConnection", maxRequestsPerConnection);
		requirePositive("maxRequests", maxRequests);
		requirePositive("maxParamsSize", maxParamsSize);
		requirePositive("maxParams", maxParams);
		requirePositive("inputWindow", inputWindow);
		requirePositive("idleTimeout", idleTimeout.toMillis());
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
		return new Limits(8192, 256, 4096, 128 * 1024, 1000, 256 * 1024, Duration.ofMinutes(2));
	}

}
