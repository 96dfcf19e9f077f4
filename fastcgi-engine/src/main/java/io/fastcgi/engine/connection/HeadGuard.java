package io.fastcgi.engine.connection;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Watches a response for the empty line that ends its head, with line ends of either
 * kind.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class HeadGuard {

	private boolean complete;

	private boolean lineEmpty = true;

	private boolean lineSeen;

	private final ByteProcessor scanner = this::scan;

	boolean isComplete() {
		return this.complete;
	}

	void markComplete() {
		this.complete = true;
	}

	void accept(ByteBuf content) {
		if (!this.complete) {
			content.forEachByte(this.scanner);
		}
	}

	void accept(byte[] content, int offset, int length) {
		for (int i = offset; i < offset + length && !this.complete; i++) {
			scan(content[i]);
		}
	}

	private boolean scan(byte value) {
		if (value == '\n') {
			this.complete = this.lineEmpty && this.lineSeen;
			this.lineEmpty = true;
			this.lineSeen = true;
		}
		else if (value != '\r') {
			this.lineEmpty = false;
		}
		return !this.complete;
	}

}
