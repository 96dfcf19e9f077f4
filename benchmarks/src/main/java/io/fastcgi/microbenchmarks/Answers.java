package io.fastcgi.microbenchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;

/**
 * A connection without a socket. What is sent over it is counted and released, or looked
 * at while somebody asks for that.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Answers extends EmbeddedChannel {

	/**
	 * No socket gives more at once.
	 */
	private static final int READ_SIZE = 16 * 1024;

	private long count;

	private @Nullable ByteBuf copy;

	@Override
	protected void handleOutboundMessage(Object message) {
		ByteBuf bytes = (ByteBuf) message;
		this.count += bytes.readableBytes();
		if (this.copy != null) {
			this.copy.writeBytes(bytes);
		}
		bytes.release();
	}

	/**
	 * Receive bytes, in buffers of the allocator as from a socket.
	 * @param request the bytes
	 * @return the number of bytes that were sent meanwhile
	 */
	long to(byte[] request) {
		long before = this.count;
		int position = 0;
		while (position < request.length) {
			int length = Math.min(request.length - position, READ_SIZE);
			writeInbound(alloc().ioBuffer(length).writeBytes(request, position, length));
			position += length;
		}
		return this.count - before;
	}

	/**
	 * Receive bytes, and keep what is sent.
	 * @param request the bytes
	 * @return what was sent meanwhile
	 */
	byte[] copiedTo(byte[] request) {
		ByteBuf copy = Unpooled.buffer();
		this.copy = copy;
		to(request);
		this.copy = null;
		return ByteBufUtil.getBytes(copy);
	}

	/**
	 * Return how much was sent.
	 * @return the number of bytes
	 */
	long count() {
		return this.count;
	}

}
