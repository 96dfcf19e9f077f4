package io.fastcgi.engine.connection;

import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.ResponseHead;
import io.netty.buffer.ByteBuf;

/**
 * Complete response for a refusal.
 *
 * @param head the head
 * @param body the body
 * @author FastCGI Spring Boot maintainers
 */
record RefusalDocument(ResponseHead head, byte[] body) {

	private static final String RETRY_AFTER_SECONDS = "1";

	static RefusalDocument of(Refusal refusal) {
		byte[] body = (refusal.status() + " " + refusal.reason() + "\n").getBytes(StandardCharsets.US_ASCII);
		ResponseHead head = ResponseHead.of(refusal.status(), refusal.reason())
			.header("Content-Type", "text/plain;charset=UTF-8")
			.header("Content-Length", Integer.toString(body.length))
			.header("Cache-Control", "no-store");
		if (refusal.isTemporary()) {
			head.header("Retry-After", RETRY_AFTER_SECONDS);
		}
		return new RefusalDocument(head, body);
	}

	int length() {
		return this.head.length() + this.body.length;
	}

	void writeTo(ByteBuf out) {
		this.head.writeTo(out);
		out.writeBytes(this.body);
	}

}
