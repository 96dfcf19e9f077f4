package io.fastcgi.engine.connection;

import io.fastcgi.engine.codec.InvalidParamsException;
import io.fastcgi.engine.codec.NoRoomForParamsException;
import io.fastcgi.engine.codec.ParamsTooLargeException;
import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.Role;
import org.jspecify.annotations.Nullable;

/**
 * Which refusal answers what.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Refusals {

	private Refusals() {
	}

	/**
	 * Return the refusal for a decoding error.
	 * @param cause the error
	 * @return the refusal or {@code null} if the error cannot be answered
	 */
	static @Nullable Refusal of(Throwable cause) {
		if (cause instanceof ParamsTooLargeException) {
			return Refusal.PARAMS_TOO_LARGE;
		}
		if (cause instanceof NoRoomForParamsException) {
			return Refusal.OVERLOADED;
		}
		return (cause instanceof InvalidParamsException) ? Refusal.BAD_PARAMS : null;
	}

	/**
	 * Return the refusal for a request that is aborted.
	 * @param reason the reason
	 * @param role the role of the request
	 * @return the refusal or {@code null} if nobody waits for an answer
	 */
	static @Nullable Refusal of(AbortReason reason, Role role) {
		return switch (reason) {
			case SHUTDOWN -> Refusal.SHUTTING_DOWN;
			case PROTOCOL_ERROR -> Refusal.BAD_PARAMS;
			// Some front ends take an authorizer that says nothing for one that agrees.
			default -> (role == Role.AUTHORIZER) ? Refusal.HANDLER_FAILED : null;
		};
	}

	/**
	 * Return whether a front end still waits for a response when its request is aborted.
	 * @param reason the reason
	 * @return {@code false} if it was the front end that gave the request up
	 */
	static boolean isAwaited(AbortReason reason) {
		return reason != AbortReason.ABORT_REQUEST && reason != AbortReason.CONNECTION_CLOSED;
	}

	/**
	 * Return the refusal for a request that has missed a deadline.
	 * @param missed the deadline
	 * @return the refusal
	 */
	static Refusal of(Deadline missed) {
		return (missed == Deadline.INPUT) ? Refusal.REQUEST_TIMEOUT : Refusal.HANDLER_TIMEOUT;
	}

}
