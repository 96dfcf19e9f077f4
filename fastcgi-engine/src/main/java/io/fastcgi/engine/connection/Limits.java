package io.fastcgi.engine.connection;

/**
 * Bounds that keep a server alive whatever its front ends do. All of them are enforced,
 * and what is announced with {@code FCGI_GET_VALUES} is taken from here.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class Limits {

	private final int maxConnections;

	private final int maxRequestsPerConnection;

	private final int maxRequests;

	private final int maxParamsSize;

	private final int maxParams;

	private final long maxBufferedParams;

	private final int inputWindow;

	private final long maxBufferedInput;

	private final long maxSpooledInput;

	private final long maxBodySize;

	private Limits(Builder builder) {
		this.maxConnections = builder.maxConnections;
		this.maxRequestsPerConnection = builder.maxRequestsPerConnection;
		this.maxRequests = builder.maxRequests;
		this.maxParamsSize = builder.maxParamsSize;
		this.maxParams = builder.maxParams;
		this.maxBufferedParams = builder.maxBufferedParams;
		this.inputWindow = builder.inputWindow;
		this.maxBufferedInput = builder.maxBufferedInput;
		this.maxSpooledInput = builder.maxSpooledInput;
		this.maxBodySize = builder.maxBodySize;
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
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the most connections of all listeners together; more are closed at once.
	 * @return the limit
	 */
	public int maxConnections() {
		return this.maxConnections;
	}

	/**
	 * Return the most requests that one connection may have open; more are refused.
	 * @return the limit
	 */
	public int maxRequestsPerConnection() {
		return this.maxRequestsPerConnection;
	}

	/**
	 * Return the most requests in progress on all connections together; more are refused.
	 * @return the limit
	 */
	public int maxRequests() {
		return this.maxRequests;
	}

	/**
	 * Return the most bytes of params in a request; more are refused.
	 * @return the limit
	 */
	public int maxParamsSize() {
		return this.maxParamsSize;
	}

	/**
	 * Return the most params in a request; more are refused.
	 * @return the limit
	 */
	public int maxParams() {
		return this.maxParams;
	}

	/**
	 * Return the most bytes of params of all requests in progress together; beyond it
	 * requests are refused.
	 * @return the limit
	 */
	public long maxBufferedParams() {
		return this.maxBufferedParams;
	}

	/**
	 * Return the number of bytes of unread input that one request may have in memory.
	 * @return the limit
	 */
	public int inputWindow() {
		return this.inputWindow;
	}

	/**
	 * Return the most bytes of unread input that all requests together may have in
	 * memory; beyond it a request keeps only what it has.
	 * @return the limit
	 */
	public long maxBufferedInput() {
		return this.maxBufferedInput;
	}

	/**
	 * Return the most bytes of unread input that all requests together may have in
	 * temporary files, {@code 0} for no files; beyond it a request that stands in the way
	 * of others is refused.
	 * @return the limit
	 */
	public long maxSpooledInput() {
		return this.maxSpooledInput;
	}

	/**
	 * Return the most bytes that a request body may have; longer ones are refused.
	 * @return the limit
	 */
	public long maxBodySize() {
		return this.maxBodySize;
	}

	/**
	 * Return whether a connection may have more than one request at a time.
	 * @return whether requests are multiplexed
	 */
	public boolean isMultiplexing() {
		return this.maxRequestsPerConnection > 1;
	}

	/**
	 * Changes limits.
	 */
	public static final class Builder {

		private int maxConnections = 8192;

		private int maxRequestsPerConnection = 256;

		private int maxRequests = 4096;

		private int maxParamsSize = 128 * 1024;

		private int maxParams = 1000;

		private long maxBufferedParams = Runtime.getRuntime().maxMemory() / 8;

		private int inputWindow = 256 * 1024;

		private long maxBufferedInput = Runtime.getRuntime().maxMemory() / 4;

		private long maxSpooledInput = 512L * 1024 * 1024;

		private long maxBodySize = 1024L * 1024 * 1024;

		private Builder() {
		}

		/**
		 * Set the most connections of all listeners together; more are closed at once.
		 * @param maxConnections the limit, positive
		 * @return this builder
		 */
		public Builder maxConnections(int maxConnections) {
			requirePositive("maxConnections", maxConnections);
			this.maxConnections = maxConnections;
			return this;
		}

		/**
		 * Set the most requests that one connection may have open; more are refused. With
		 * {@code 1} there is no multiplexing, and front ends are told so.
		 * @param maxRequestsPerConnection the limit, positive
		 * @return this builder
		 */
		public Builder maxRequestsPerConnection(int maxRequestsPerConnection) {
			requirePositive("maxRequestsPerConnection", maxRequestsPerConnection);
			this.maxRequestsPerConnection = maxRequestsPerConnection;
			return this;
		}

		/**
		 * Set the most requests in progress on all connections together; more are
		 * refused.
		 * @param maxRequests the limit, positive
		 * @return this builder
		 */
		public Builder maxRequests(int maxRequests) {
			requirePositive("maxRequests", maxRequests);
			this.maxRequests = maxRequests;
			return this;
		}

		/**
		 * Set the most bytes of params in a request; more are refused.
		 * @param maxParamsSize the limit, positive
		 * @return this builder
		 */
		public Builder maxParamsSize(int maxParamsSize) {
			requirePositive("maxParamsSize", maxParamsSize);
			this.maxParamsSize = maxParamsSize;
			return this;
		}

		/**
		 * Set the most params in a request; more are refused.
		 * @param maxParams the limit, positive
		 * @return this builder
		 */
		public Builder maxParams(int maxParams) {
			requirePositive("maxParams", maxParams);
			this.maxParams = maxParams;
			return this;
		}

		/**
		 * Set the most bytes of params of all requests in progress together; beyond it
		 * requests are refused.
		 * @param maxBufferedParams the limit, positive
		 * @return this builder
		 */
		public Builder maxBufferedParams(long maxBufferedParams) {
			requirePositive("maxBufferedParams", maxBufferedParams);
			this.maxBufferedParams = maxBufferedParams;
			return this;
		}

		/**
		 * Set the number of bytes of unread input that one request may have in memory.
		 * @param inputWindow the limit, positive
		 * @return this builder
		 */
		public Builder inputWindow(int inputWindow) {
			requirePositive("inputWindow", inputWindow);
			this.inputWindow = inputWindow;
			return this;
		}

		/**
		 * Set the most bytes of unread input that all requests together may have in
		 * memory; beyond it a request keeps only what it has.
		 * @param maxBufferedInput the limit, positive
		 * @return this builder
		 */
		public Builder maxBufferedInput(long maxBufferedInput) {
			requirePositive("maxBufferedInput", maxBufferedInput);
			this.maxBufferedInput = maxBufferedInput;
			return this;
		}

		/**
		 * Set the most bytes of unread input that all requests together may have in
		 * temporary files; beyond it a request that stands in the way of others is
		 * refused.
		 * @param maxSpooledInput the limit, {@code 0} for no files
		 * @return this builder
		 */
		public Builder maxSpooledInput(long maxSpooledInput) {
			requirePositive("maxSpooledInput", maxSpooledInput + 1);
			this.maxSpooledInput = maxSpooledInput;
			return this;
		}

		/**
		 * Set the most bytes that a request body may have; longer ones are refused.
		 * @param maxBodySize the limit, positive
		 * @return this builder
		 */
		public Builder maxBodySize(long maxBodySize) {
			requirePositive("maxBodySize", maxBodySize);
			this.maxBodySize = maxBodySize;
			return this;
		}

		private static void requirePositive(String name, long value) {
			if (value <= 0) {
				throw new IllegalArgumentException("'%s' must be positive but is %d".formatted(name, value));
			}
		}

		/**
		 * Return the limits.
		 * @return the limits
		 */
		public Limits build() {
			return new Limits(this);
		}

	}

}
