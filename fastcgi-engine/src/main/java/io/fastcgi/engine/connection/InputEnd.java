package io.fastcgi.engine.connection;

/**
 * What is known of the end of an input. For one thread at a time.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class InputEnd {

	private boolean reached;

	private boolean closed;

	private boolean tunnel;

	/**
	 * Note that the body has come, after which a tunnel may begin, or has begun.
	 */
	void bodyReceived() {
		this.reached |= !this.tunnel;
	}

	/**
	 * Note that nothing more can come.
	 */
	void closed() {
		this.reached = true;
		this.closed = true;
	}

	/**
	 * Begin a tunnel.
	 * @return {@code false} if nothing more can come
	 */
	boolean beginTunnel() {
		if (this.closed) {
			return false;
		}
		this.tunnel = true;
		this.reached = false;
		return true;
	}

	/**
	 * Let nothing more in if this is a tunnel.
	 */
	void endTunnel() {
		this.reached |= this.tunnel;
	}

	boolean isTunnel() {
		return this.tunnel;
	}

	/**
	 * Return whether the reader gets nothing beyond what is there.
	 * @return whether the end was reached
	 */
	boolean isReached() {
		return this.reached;
	}

	/**
	 * Return whether the front end has sent everything.
	 * @return whether nothing more is expected
	 */
	boolean isAllReceived() {
		return (this.tunnel) ? this.closed : this.reached;
	}

}
