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

	private final MemoryBudget budget;

	private final ByteArrayOutputStream gathered;

	private final CompletableFuture<byte[]> result = new CompletableFuture<>();

	private InputGatherer(ExchangeInput input, int limit, MemoryBudget budget) {
		this.input = input;
		this.limit = limit;
		this.budget = budget;
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
		return gather(input, limit, new MemoryBudget(limit));
	}

	/**
	 * Read a whole input within a budget that it shares with others.
	 * @param input the input
	 * @param limit the most bytes to take
	 * @param budget where to reserve memory; as many bytes as the result has are to be
	 * released when it is not needed any more, nothing if there is no result
	 * @return completed on the event loop with the bytes, or with
	 * {@link InputTooLargeException}, {@link InputIncompleteException} or
	 * {@link InputRefusedException}
	 */
	public static CompletableFuture<byte[]> gather(ExchangeInput input, int limit, MemoryBudget budget) {
		if (input.expectedLength() > limit) {
			return CompletableFuture.failedFuture(new InputTooLargeException(limit));
		}
		InputGatherer gatherer = new InputGatherer(input, limit, budget);
		input.onReadable(gatherer::readAll);
		return gatherer.result;
	}

	private void readAll() {
		for (ByteBuf bytes = this.input.read(); bytes != null; bytes = this.input.read()) {
			append(bytes);
		}
		switch (this.input.state()) {
			case COMPLETE -> this.result.complete(this.gathered.toByteArray());
			case INCOMPLETE -> fail(new InputIncompleteException());
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
				fail(new InputTooLargeException(this.limit));
				return;
			}
			if (!this.budget.reserve(bytes.readableBytes())) {
				fail(new InputRefusedException());
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

	private void fail(IOException cause) {
		if (!this.result.isDone()) {
			this.budget.release(this.gathered.size());
			this.gathered.reset();
			this.result.completeExceptionally(cause);
		}
	}

}
