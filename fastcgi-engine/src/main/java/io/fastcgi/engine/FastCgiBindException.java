package io.fastcgi.engine;

import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a server cannot listen where it should.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiBindException extends RuntimeException {

	private final transient Endpoint endpoint;

	private final Reason reason;

	private final String description;

	FastCgiBindException(Endpoint endpoint, Throwable cause) {
		this(endpoint, Reason.of(cause), cause.toString(), cause);
	}

	FastCgiBindException(Endpoint endpoint, Reason reason, String description, @Nullable Throwable cause) {
		super("Cannot listen on %s: %s".formatted(endpoint, description), cause);
		this.endpoint = endpoint;
		this.reason = reason;
		this.description = description;
	}

	/**
	 * Return the place.
	 * @return where the server was to listen
	 */
	public Endpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * Return why the place could not be used.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Return what stands in the way, in words.
	 * @return the description, without a period at its end
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Why a server cannot listen.
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
		 * The path of the socket is longer than the system allows.
		 */
		PATH_TOO_LONG,

		/**
		 * The directory of the socket does not exist.
		 */
		NO_DIRECTORY,

		/**
		 * At the path of the socket is something else, which is left alone.
		 */
		NOT_A_SOCKET,

		/**
		 * The owner or the group of the socket does not exist.
		 */
		UNKNOWN_OWNER,

		/**
		 * The user of this process may not give the socket to that owner or group.
		 */
		OWNER_DENIED,

		/**
		 * Descriptor 0 is not a socket that listens.
		 */
		NO_INHERITED_SOCKET,

		/**
		 * The transport cannot do it.
		 */
		NOT_SUPPORTED,

		/**
		 * Anything else.
		 */
		OTHER;

		/**
		 * Native transports have an exception of their own with the error number of Linux
		 * or of the BSDs in its message, and the JDK has for some errors only the text.
		 * @param cause what the transport or the JDK threw
		 * @return the reason
		 */
		static Reason of(Throwable cause) {
			if (cause instanceof NoSuchFileException) {
				return NO_DIRECTORY;
			}
			if (cause instanceof UnsupportedOperationException) {
				return NOT_SUPPORTED;
			}
			String message = String.valueOf(cause.getMessage());
			if (message.contains("(-99)") || message.contains("(-49)") || message.contains("assign")) {
				return ADDRESS_NOT_AVAILABLE;
			}
			if (cause instanceof AccessDeniedException || message.contains("(-13)")
					|| message.contains("Permission denied")) {
				return PERMISSION_DENIED;
			}
			boolean inUse = cause instanceof BindException || message.contains("(-98)") || message.contains("(-48)");
			return (inUse) ? ADDRESS_IN_USE : OTHER;
		}

	}

}
