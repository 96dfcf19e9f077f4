package io.fastcgi.engine.connection;

import java.util.function.Consumer;

import io.netty.handler.codec.DecoderException;

/**
 * Counts records that belong to no request. They are ignored, but not for ever.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class StrayRecords {

	private static final int LIMIT = 100;

	private final Consumer<String> onProtocolError;

	private int count;

	StrayRecords(Consumer<String> onProtocolError) {
		this.onProtocolError = onProtocolError;
	}

	void count(int type, int id) {
		if (this.count == 0) {
			this.onProtocolError
				.accept("Record of type %d for request id %d, which is not active, was ignored, as others will be"
					.formatted(type, id));
		}
		if (++this.count > LIMIT) {
			throw new DecoderException("Too many records that belong to no request");
		}
	}

	void reset() {
		this.count = 0;
	}

}
