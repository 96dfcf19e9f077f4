package io.fastcgi.engine.connection;

import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * How a response is put on the wire.
 *
 * @author FastCGI Spring Boot maintainers
 */
interface Framing {

	/**
	 * Return how many bytes have to be left free before content that is gathered in a
	 * buffer.
	 * @return the number of bytes
	 */
	int headroom();

	/**
	 * Return how much content can be gathered in one buffer.
	 * @return the number of bytes
	 */
	int maxContent();

	/**
	 * Complete a buffer with response content.
	 * @param buffer the headroom followed by content, which is not empty
	 */
	void seal(ByteBuf buffer);

	/**
	 * Frame a large piece of response content without copying it.
	 * @param content the content, released when it has been sent
	 * @param allocator where to get buffers from
	 * @param out takes what to send
	 */
	void frame(ByteBuf content, ByteBufAllocator allocator, Consumer<Frame> out);

	/**
	 * Frame error output.
	 * @param content the content, released when it has been sent
	 * @param allocator where to get buffers from
	 * @param out takes what to send
	 */
	void frameError(ByteBuf content, ByteBufAllocator allocator, Consumer<Frame> out);

	/**
	 * Return the most bytes that {@link #end} appends.
	 * @return the number of bytes
	 */
	int endLength();

	/**
	 * Append what ends a response.
	 * @param buffer where to append
	 * @param appStatus the application status
	 * @param stdoutUsed whether response content was sent
	 * @param stderrUsed whether error output was sent
	 */
	void end(ByteBuf buffer, int appStatus, boolean stdoutUsed, boolean stderrUsed);

}
