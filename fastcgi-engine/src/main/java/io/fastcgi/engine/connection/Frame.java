package io.fastcgi.engine.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that must follow each other on the wire, such as one record.
 *
 * @param first the first bytes
 * @param content what follows
 * @param padding what follows that
 * @param error whether it is error output
 * @author FastCGI Spring Boot maintainers
 */
record Frame(ByteBuf first, @Nullable ByteBuf content, @Nullable ByteBuf padding, boolean error) {

	static Frame of(ByteBuf bytes) {
		return new Frame(bytes, null, null, false);
	}

	int length() {
		return this.first.readableBytes() + length(this.content) + length(this.padding);
	}

	private static int length(@Nullable ByteBuf bytes) {
		return (bytes != null) ? bytes.readableBytes() : 0;
	}

	void writeTo(ChannelHandlerContext ctx) {
		ctx.write(this.first, ctx.voidPromise());
		if (this.content != null) {
			ctx.write(this.content, ctx.voidPromise());
		}
		if (this.padding != null) {
			ctx.write(this.padding, ctx.voidPromise());
		}
	}

	void release() {
		this.first.release();
		if (this.content != null) {
			this.content.release();
		}
		if (this.padding != null) {
			this.padding.release();
		}
	}

}
