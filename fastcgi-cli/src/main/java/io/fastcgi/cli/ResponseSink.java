package io.fastcgi.cli;

import java.util.List;

import io.fastcgi.test.ProtocolViolationException;
import io.fastcgi.test.TestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Takes the CGI response as it arrives, keeps its head, and shows what is to be shown.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ResponseSink {

	private final OutputOptions options;

	private final Output output;

	private final Trace trace;

	private final HeadBuffer head = new HeadBuffer();

	private @Nullable TestResponse response;

	private long bodyLength;

	ResponseSink(OutputOptions options, Output output, Trace trace) {
		this.options = options;
		this.output = output;
		this.trace = trace;
	}

	void accept(byte[] bytes, int offset, int length) {
		int used = this.head.isComplete() ? 0 : acceptHead(bytes, offset, length);
		if (used < length) {
			this.bodyLength += length - used;
			if (!this.options.headOnly && !isFailing()) {
				this.output.write(bytes, offset + used, length - used);
			}
		}
	}

	private int acceptHead(byte[] bytes, int offset, int length) {
		int used = this.head.accept(bytes, offset, length);
		if (this.head.isComplete()) {
			byte[] complete = this.head.toByteArray();
			this.trace.head(complete);
			this.response = parse(complete);
			if ((this.options.include || this.options.headOnly) && !isFailing()) {
				this.output.write(complete, 0, complete.length);
			}
		}
		return used;
	}

	private static TestResponse parse(byte[] head) {
		TestResponse parsed = new TestResponse(head, new byte[0], 0, TestResponse.REQUEST_COMPLETE, List.of());
		try {
			parsed.status();
			return parsed;
		}
		catch (ProtocolViolationException ex) {
			throw new Failure(ExitCode.RECEIVE, ex.getMessage()
					+ ". A CGI response begins with header fields, such as Content-Type: text/plain, and an empty line.");
		}
	}

	boolean isEmpty() {
		return this.head.isEmpty();
	}

	// Judges the response when all of it was received.
	void finish(String emptyMessage) {
		if (this.head.isEmpty()) {
			throw new Failure(ExitCode.EMPTY, emptyMessage);
		}
		TestResponse received = this.response;
		if (received == null) {
			byte[] incomplete = this.head.toByteArray();
			this.trace.head(incomplete);
			received = parse(incomplete);
		}
		if (isFailing()) {
			throw new Failure(ExitCode.HTTP_ERROR, "The status of the response is " + received.status());
		}
		requireWhole(received);
	}

	private void requireWhole(TestResponse received) {
		String length = received.header("Content-Length");
		boolean hasBody = !this.options.headOnly && received.status() != 204 && received.status() != 304;
		if (hasBody && length != null && length.matches("\\d{1,18}") && this.bodyLength < Long.parseLong(length)) {
			throw new Failure(ExitCode.PARTIAL, "The response ended after " + this.bodyLength + " of " + length
					+ " bytes. Look into the log of the application.");
		}
	}

	private boolean isFailing() {
		return this.options.fail && this.response != null && this.response.status() >= 400;
	}

}
