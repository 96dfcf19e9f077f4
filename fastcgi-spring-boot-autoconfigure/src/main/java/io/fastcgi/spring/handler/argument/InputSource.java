package io.fastcgi.spring.handler.argument;

import java.io.IOException;

import io.fastcgi.engine.exchange.ExchangeInput;
import io.fastcgi.engine.exchange.InputIncompleteException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * {@link PublishedSource} of a request body. It holds no buffer between calls, so there
 * is nothing to release when its subscriber loses interest.
 *
 * @param <T> the type of the pieces
 * @author FastCGI Spring Boot maintainers
 */
final class InputSource<T> implements PublishedSource<T> {

	private final ExchangeInput input;

	private final ChunkDecoder<T> decoder;

	private boolean complete;

	InputSource(ExchangeInput input, ChunkDecoder<T> decoder) {
		this.input = input;
		this.decoder = decoder;
	}

	@Override
	public @Nullable T next() throws IOException {
		for (ByteBuf bytes = this.input.read(); bytes != null; bytes = this.input.read()) {
			T piece = this.decoder.decode(copy(bytes));
			if (piece != null) {
				return piece;
			}
		}
		switch (this.input.state()) {
			case COMPLETE -> {
				T rest = (this.complete) ? null : this.decoder.end();
				this.complete = true;
				return rest;
			}
			case INCOMPLETE -> throw new InputIncompleteException();
			default -> {
				return null;
			}
		}
	}

	private static byte[] copy(ByteBuf bytes) {
		try {
			return ByteBufUtil.getBytes(bytes);
		}
		finally {
			bytes.release();
		}
	}

	@Override
	public boolean isComplete() {
		return this.complete;
	}

	@Override
	public void onReady(Runnable callback) {
		this.input.onReadable(callback);
	}

}
