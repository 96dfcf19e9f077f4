package io.fastcgi.engine.connection;

/**
 * Changes {@link Limits}, beginning with the default ones.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class LimitsBuilder {

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

	LimitsBuilder() {
	}

	/**
	 * Set the most connections of all listeners together; more are closed at once.
	 * @param maxConnections the limit, positive
	 * @return this builder
	 */
	public LimitsBuilder maxConnections(int maxConnections) {
		this.maxConnections = maxConnections;
		return this;
	}

	/**
	 * Set the most requests that one connection may have open; more are refused. With
	 * {@code 1} there is no multiplexing, and front ends are told so.
	 * @param maxRequestsPerConnection the limit, positive
	 * @return this builder
	 */
	public LimitsBuilder maxRequestsPerConnection(int maxRequestsPerConnection) {
		this.maxRequestsPerConnection = maxRequestsPerConnection;
		return this;
	}

	/**
	 * Set the most requests in progress on all connections together; more are refused.
	 * @param maxRequests the limit, positive
	 * @return this builder
	 */
	public LimitsBuilder maxRequests(int maxRequests) {
		this.maxRequests = maxRequests;
		return this;
	}

	/**
	 * Set the most bytes of params in a request; more are refused.
	 * @param maxParamsSize the limit, positive
	 * @return this builder
	 */
	public LimitsBuilder maxParamsSize(int maxParamsSize) {
		this.maxParamsSize = maxParamsSize;
		return this;
	}

	/**
	 * Set the most params in a request; more are refused.
	 * @param maxParams the limit, positive
	 * @return this builder
	 */
	public LimitsBuilder maxParams(int maxParams) {
		this.maxParams = maxParams;
		return this;
	}

	/**
	 * Set the most bytes of params of all requests in progress together; beyond it
	 * requests are refused.
	 * @param maxBufferedParams the limit, positive
	 * @return this builder
	 */
	public LimitsBuilder maxBufferedParams(long maxBufferedParams) {
		this.maxBufferedParams = maxBufferedParams;
		return this;
	}

	/**
	 * Set the number of bytes of unread input that one request may have in memory.
	 * @param inputWindow the limit, positive
	 * @return this builder
	 */
	public LimitsBuilder inputWindow(int inputWindow) {
		this.inputWindow = inputWindow;
		return this;
	}

	/**
	 * Set the most bytes of unread input that all requests together may have in memory;
	 * beyond it a request keeps only what it has.
	 * @param maxBufferedInput the limit, positive
	 * @return this builder
	 */
	public LimitsBuilder maxBufferedInput(long maxBufferedInput) {
		this.maxBufferedInput = maxBufferedInput;
		return this;
	}

	/**
	 * Set the most bytes of unread input that all requests together may have in temporary
	 * files; beyond it a request that stands in the way of others is refused.
	 * @param maxSpooledInput the limit, {@code 0} for no files
	 * @return this builder
	 */
	public LimitsBuilder maxSpooledInput(long maxSpooledInput) {
		this.maxSpooledInput = maxSpooledInput;
		return this;
	}

	/**
	 * Set the most bytes that a request body may have; longer ones are refused.
	 * @param maxBodySize the limit, positive
	 * @return this builder
	 */
	public LimitsBuilder maxBodySize(long maxBodySize) {
		this.maxBodySize = maxBodySize;
		return this;
	}

	/**
	 * Return the limits.
	 * @return the limits
	 * @throws IllegalArgumentException if one of them is not what it may be
	 */
	public Limits build() {
		return new Limits(this.maxConnections, this.maxRequestsPerConnection, this.maxRequests, this.maxParamsSize,
				this.maxParams, this.maxBufferedParams, this.inputWindow, this.maxBufferedInput, this.maxSpooledInput,
				this.maxBodySize);
	}

}
