package io.fastcgi.engine;

import java.net.BindException;
import java.net.SocketAddress;

/**
 * Thrown when a listener cannot be bound to its address.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiBindException extends RuntimeException {

	private final transient SocketAddress address;

	private final Reason reason;

	FastCgiBindException(SocketAddress address, Throwable cause) {
		super("Cannot listen on %s: %s".formatted(address, cause.getMessage()), cause);
		this.address = address;
		this.reason = Reason.of(cause);
	}

	/**
	 * Return the address.
	 * @return where the listener was to be bound
	 */
	public SocketAddress address() {
		return this.address;
	}

	/**
	 * Return why the address could not be used.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why an address could not be used.
	 */
	public enum Reason {

		/**
		 * Somebody listens there already.
		 */
		ADDRESS_IN_USE,

		/**
		 * This machine does not have the address.
		 */
		ADDRESS_NOT_AVAILABLE,

		/**
		 * The user of this process may not listen there.
		 */
		PERMISSION_DENIED,

		/**
		 * Anything else.
		 */
		OTHER;

		/**
		 * Native transports have an exception of their own with the error number of Linux
		 * or of the BSDs in its message.
		 * @param cause what the transport threw
		 * @return the reason
		 */
		private static Reason of(Throwable cause) {
			String message = String.valueOf(cause.getMessage());
			if (message.contains("(-99)") || message.contains("(-49)") || message.contains("assign")) {
				return ADDRESS_NOT_AVAILABLE;
			}
			if (message.contains("(-13)") || message.contains("Permission denied")) {
				return PERMISSION_DENIED;
			}
			boolean inUse = cause instanceof BindException || message.contains("(-98)") || message.contains("(-48)");
			return (inUse) ? ADDRESS_IN_USE : OTHER;
		}

	}

}
