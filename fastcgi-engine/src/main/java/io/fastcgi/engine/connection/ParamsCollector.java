package io.fastcgi.engine.connection;

import java.util.Arrays;

import io.fastcgi.engine.codec.ParamSpans;
import io.fastcgi.engine.codec.ParamsTooLargeException;
import io.fastcgi.engine.exchange.Params;
import io.netty.buffer.ByteBuf;

/**
 * Puts the pieces of a {@code FCGI_PARAMS} stream together; a name-value pair may stand
 * in two of them.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ParamsCollector {

	private static final byte[] EMPTY = {};

	private final ConnectionSettings settings;

	private byte[] content = EMPTY;

	private int length;

	ParamsCollector(ConnectionSettings settings) {
		this.settings = settings;
	}

	void add(ByteBuf piece) {
		int added = piece.readableBytes();
		int limit = this.settings.limits().maxParamsSize();
		if (added > limit - this.length) {
			throw ParamsTooLargeException.longerThan(limit);
		}
		if (this.length + added > this.content.length) {
			int doubled = (int) Math.min(limit, this.content.length * 2L);
			this.content = Arrays.copyOf(this.content, Math.max(doubled, this.length + added));
		}
		piece.readBytes(this.content, this.length, added);
		this.length += added;
	}

	Params finish() {
		int[] spans = ParamSpans.ofParams(this.content, this.length, this.settings.limits().maxParams());
		return new Params(this.content, spans, this.settings.paramsCharset());
	}

}
