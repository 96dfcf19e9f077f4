package io.fastcgi.cli;

import java.io.ByteArrayOutputStream;

/**
 * Holds what comes before the body: lines up to and including an empty one.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class HeadBuffer {

	private static final int MAX_SIZE = 1 << 20;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private boolean lineEmpty = true;

	private boolean complete;

	// Takes what belongs to the head, and returns how much that was.
	int accept(byte[] source, int offset, int length) {
		int used = 0;
		while (!this.complete && used < length) {
			accept(source[offset + used]);
			used++;
		}
		return used;
	}

	private void accept(byte next) {
		if (this.bytes.size() == MAX_SIZE) {
			throw new Failure(ExitCode.RECEIVE, "The head of the response does not end within " + MAX_SIZE
					+ " bytes. A CGI response begins with header fields and an empty line.");
		}
		this.bytes.write(next);
		this.complete = next == '\n' && this.lineEmpty;
		this.lineEmpty = next == '\n' || (next == '\r' && this.lineEmpty);
	}

	boolean isComplete() {
		return this.complete;
	}

	boolean isEmpty() {
		return this.bytes.size() == 0;
	}

	byte[] toByteArray() {
		return this.bytes.toByteArray();
	}

}
