package io.fastcgi.engine.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.ByteBuf;

/**
 * Reads a whole input into memory, up to a limit.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class InputGatherer {

	private final ExchangeInput input;

	private final int limit;

	private final ByteArrayOutputStream gathered;

	private final CompletableFuture<byte[]> result = new CompletableFuture<>();

	private InputGatherer(ExchangeInput input, int limit) {
		this.input = input;
		this.limit = limit;
		this.gathered = new ByteArrayOutputStream((int) Math.min(Math.max(input.expectedLength(), 0), 8192));
	}

	/**
	 * Read a whole input.
	 * @param input the input
	 * @param limit the most bytes to take
	 * @return completed on the event loop with the bytes, or with
	 * {@link InputTooLargeException} or {@link InputIncompleteException}
	 */
	public static CompletableFuture<byte[]> gather(ExchangeInput input, int limit) {
		if (input.expectedLength() > limit) {
			return CompletableFuture.failedFuture(new InputTooLargeException(limit));
		}
		InputGatherer gatherer = new InputGatherer(input, limit);
		input.onReadable(gatherer::readAll);
		return gatherer.result;
	}

	private void readAll() {
		for (ByteBuf bytes = this.input.read(); bytes != null; bytes = this.input.read()) {
			append(bytes);
		}
		switch (this.input.state()) {
			case COMPLETE -> this.result.complete(this.gathered.toByteArray());
			case INCOMPLETE -> this.result.completeExceptionally(new InputIncompleteException());
			case OPEN -> {
			}
		}
	}

	private void append(ByteBuf bytes) {
		try {
			if (this.result.isDone()) {
				return;
			}
			if (this.gathered.size() + bytes.readableBytes() > this.limit) {
				this.result.completeExceptionally(new InputTooLargeException(this.limit));
				return;
			}
			bytes.readBytes(this.gathered, bytes.readableBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			bytes.release();
		}
	}

}
