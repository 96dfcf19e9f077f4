package io.fastcgi.spring.handler.multipart;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.fastcgi.engine.exchange.MemoryBudget;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooLongFormFieldException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import org.jspecify.annotations.Nullable;

import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.server.ServerWebInputException;

/**
 * Reads the form of one request, and releases it when the request has ended. That may be
 * while it is still read, by an abort on another thread; who comes second releases.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class MultipartReading {

	private static final int CHUNK = 8 * 1024;

	private final MultipartOptions options;

	private final MemoryBudget budget;

	private final BooleanSupplier aborted;

	private final AtomicReference<State> state = new AtomicReference<>(State.READING);

	private @Nullable PartCollector collector;

	MultipartReading(MultipartOptions options, MemoryBudget budget, BooleanSupplier aborted) {
		this.options = options;
		this.budget = budget;
		this.aborted = aborted;
	}

	MultipartForm read(String contentType, long length, InputStream body) throws IOException {
		if (length > this.options.maxRequestSize()) {
			throw tooLarge();
		}
		boolean complete = false;
		try {
			this.collector = new PartCollector(contentType, this.options, this.budget);
			MultipartForm form = read(body, this.collector);
			complete = true;
			return form;
		}
		catch (TooManyFormFieldsException ex) {
			throw PartCollector.tooLarge(this.options.maxParts(),
					"The form has more than %d fields".formatted(this.options.maxParts()));
		}
		catch (TooLongFormFieldException ex) {
			throw new ServerWebInputException("A header of the multipart form is too long", null, ex);
		}
		catch (MaxUploadSizeExceededException | ServerWebInputException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			if (ex.getCause() instanceof IOException failure) {
				throw failure;
			}
			// The decoder fails in many ways on what is no form.
			throw new ServerWebInputException("The multipart form is malformed", null, ex);
		}
		finally {
			State next = (complete) ? State.READ : State.CLOSED;
			if (!this.state.compareAndSet(State.READING, next) || !complete) {
				releaseUndisturbed();
			}
		}
	}

	private MultipartForm read(InputStream body, PartCollector collector) throws IOException {
		// Chunks are filled up, because the decoder reads headers from their beginning
		// with each one.
		byte[] chunk = new byte[CHUNK];
		long length = 0;
		for (int count = body.readNBytes(chunk, 0, CHUNK); count > 0; count = body.readNBytes(chunk, 0, CHUNK)) {
			length += count;
			if (length > this.options.maxRequestSize()) {
				throw tooLarge();
			}
			collector.add(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk, 0, count)));
		}
		collector.add(LastHttpContent.EMPTY_LAST_CONTENT);
		return collector.complete();
	}

	private MaxUploadSizeExceededException tooLarge() {
		return PartCollector.tooLarge(this.options.maxRequestSize(),
				"The form has more than %d bytes".formatted(this.options.maxRequestSize()));
	}

	/**
	 * Release everything that was read, or let the thread do so that reads.
	 */
	void close() {
		if (this.state.getAndSet(State.CLOSED) == State.READ) {
			release();
		}
	}

	/**
	 * The thread of an aborted request is interrupted at any moment, and then cannot
	 * close files.
	 */
	private void releaseUndisturbed() {
		if (this.aborted.getAsBoolean()) {
			CompletableFuture.runAsync(this::release);
		}
		else {
			release();
		}
	}

	private void release() {
		if (this.collector != null) {
			this.collector.release();
		}
	}

	private enum State {

		READING, READ, CLOSED

	}

}
