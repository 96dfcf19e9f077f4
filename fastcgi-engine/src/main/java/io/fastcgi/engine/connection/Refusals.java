package io.fastcgi.engine.connection;

import io.fastcgi.engine.codec.InvalidParamsException;
import io.fastcgi.engine.codec.NoRoomForParamsException;
import io.fastcgi.engine.codec.ParamsTooLargeException;
import io.fastcgi.engine.exchange.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Which refusal answers which decoding error.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Refusals {

	private Refusals() {
	}

	/**
	 * Return the refusal for an error.
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

}
