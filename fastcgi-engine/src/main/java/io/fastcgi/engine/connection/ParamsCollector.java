package io.fastcgi.engine.connection;

import java.util.Arrays;

import io.fastcgi.engine.codec.ParamSpans;
import io.fastcgi.engine.codec.ParamsTooLargeException;
import io.fastcgi.engine.exchange.MemoryBudget;
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

	private final MemoryBudget budget;

	private byte[] content = EMPTY;

	private int length;

	/**
	 * Create a collector.
	 * @param settings the settings
	 * @param budget what the params of all requests together may have
	 */
	ParamsCollector(ConnectionSettings settings, MemoryBudget budget) {
		this.settings = settings;
		this.budget = budget;
	}

	/**
	 * Put a piece in.
	 * @param piece the piece, not released
	 * @return {@code false} if the budget does not allow it
	 * @throws ParamsTooLargeException if there are more than a request may have
	 */
	boolean add(ByteBuf piece) {
		int added = piece.readableBytes();
		if (!this.budget.reserve(added)) {
			return false;
		}
		int limit = this.settings.limits().maxParamsSize();
		if (added > limit - this.length) {
			this.budget.release(added);
			throw ParamsTooLargeException.longerThan(limit);
		}
		if (this.length + added > this.content.length) {
			int doubled = (int) Math.min(limit, this.content.length * 2L);
			this.content = Arrays.copyOf(this.content, Math.max(doubled, this.length + added));
		}
		piece.readBytes(this.content, this.length, added);
		this.length += added;
		return true;
	}

	Params finish() {
		int[] spans = ParamSpans.ofParams(this.content, this.length, this.settings.limits().maxParams());
		return new Params(this.content, spans, this.settings.paramsCharset());
	}

	/**
	 * Give back what the params have of the budget. Called once.
	 */
	void release() {
		this.budget.release(this.length);
	}

}
