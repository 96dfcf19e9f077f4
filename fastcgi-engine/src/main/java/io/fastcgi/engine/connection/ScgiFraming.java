package io.fastcgi.engine.connection;

import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * SCGI sends a response as it is and ends it by closing the connection.
 *
 * @param errorOutput takes error output, which has no place on the wire
 * @author FastCGI Spring Boot maintainers
 */
record ScgiFraming(Consumer<ByteBuf> errorOutput) implements Framing {

	private static final int MAX_CONTENT = 64 * 1024;

	@Override
	public int headroom() {
		return 0;
	}

	@Override
	public int maxContent() {
		return MAX_CONTENT;
	}

	@Override
	public void seal(ByteBuf buffer) {
	}

	@Override
	public void frame(ByteBuf content, ByteBufAllocator allocator, Consumer<Frame> out) {
		out.accept(Frame.of(content));
	}

	@Override
	public void frameError(ByteBuf content, ByteBufAllocator allocator, Consumer<Frame> out) {
		this.errorOutput.accept(content);
	}

	@Override
	public int endLength() {
		return 0;
	}

	@Override
	public void end(ByteBuf buffer, int appStatus, boolean stdoutUsed, boolean stderrUsed) {
	}

}
