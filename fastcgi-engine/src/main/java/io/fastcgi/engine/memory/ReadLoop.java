package io.fastcgi.engine.memory;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;

/**
 * Hands what was received to the pipeline of a channel. For the event loop only.
 *
 * @param channel the channel
 * @param in what was received
 * @author FastCGI Spring Boot maintainers
 */
record ReadLoop(Channel channel, BytePipe in) {

	/**
	 * Read what there is, as much as the channel may read at once.
	 * @return whether the client has closed its direction
	 */
	boolean toEnd() {
		RecvByteBufAllocator.Handle handle = this.channel.unsafe().recvBufAllocHandle();
		handle.reset(this.channel.config());
		try {
			int count;
			do {
				count = readOnce(handle);
			}
			while (count > 0 && handle.continueReading());
			complete(handle);
			return count == -1;
		}
		catch (IOException ex) {
			complete(handle);
			this.channel.pipeline().fireExceptionCaught(ex);
			this.channel.unsafe().close(this.channel.voidPromise());
			return false;
		}
	}

	private int readOnce(RecvByteBufAllocator.Handle handle) throws IOException {
		ByteBuf buffer = handle.allocate(this.channel.alloc());
		int count = 0;
		try {
			count = this.in.poll(buffer.nioBuffer(buffer.writerIndex(), buffer.writableBytes()));
		}
		finally {
			handle.lastBytesRead(count);
			if (count <= 0) {
				buffer.release();
			}
		}
		if (count > 0) {
			handle.incMessagesRead(1);
			this.channel.pipeline().fireChannelRead(buffer.writerIndex(buffer.writerIndex() + count));
		}
		return count;
	}

	private void complete(RecvByteBufAllocator.Handle handle) {
		handle.readComplete();
		this.channel.pipeline().fireChannelReadComplete();
	}

}
