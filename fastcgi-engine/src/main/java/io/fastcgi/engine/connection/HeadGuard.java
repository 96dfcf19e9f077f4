package io.fastcgi.engine.connection;

import io.netty.buffer.ByteBuf;

/**
 * Watches a response for the empty line that ends its head, with line ends of either
 * kind. A response that begins with an empty line never has a complete head.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class HeadGuard {

	private boolean complete;

	private boolean lineEmpty = true;

	private boolean lineSeen;

	private boolean broken;

	boolean isComplete() {
		return this.complete;
	}

	void markComplete() {
		this.complete = true;
	}

	void accept(ByteBuf content) {
		if (!this.complete && !this.broken) {
			content.forEachByte(this::scan);
		}
	}

	void accept(byte[] content, int offset, int length) {
		for (int i = offset; i < offset + length && !this.complete && !this.broken; i++) {
			scan(content[i]);
		}
	}

	private boolean scan(byte value) {
		if (value == '\n') {
			this.complete = this.lineEmpty && this.lineSeen;
			this.broken = this.lineEmpty && !this.lineSeen;
			this.lineEmpty = true;
			this.lineSeen = true;
		}
		else if (value != '\r') {
			this.lineEmpty = false;
		}
		return !this.complete && !this.broken;
	}

}
