package io.fastcgi.fuzzing;

import java.util.List;
import java.util.function.BiConsumer;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Feeds a decoder and sees to it that it fails at most once, only as a decoder may, and
 * gives back every buffer.
 *
 * @param collector takes each message apart and releases it
 * @author FastCGI Spring Boot maintainers
 */
record DecoderRun(BiConsumer<Object, Decoded> collector) {

	Decoded run(ChannelHandler decoder, List<byte[]> pieces) {
		UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
		Decoded decoded = new Decoded();
		EmbeddedChannel channel = new EmbeddedChannel(decoder);
		channel.config().setAllocator(allocator);
		for (byte[] piece : pieces) {
			feed(channel, allocator, piece, decoded);
		}
		channel.finish();
		collect(channel, decoded);
		assertThat(decoded.failures()).hasSizeLessThan(2);
		assertThat(allocator.metric().usedHeapMemory()).as("bytes that nobody released").isZero();
		return decoded;
	}

	private void feed(EmbeddedChannel channel, UnpooledByteBufAllocator allocator, byte[] piece, Decoded decoded) {
		try {
			channel.writeInbound(allocator.heapBuffer(piece.length).writeBytes(piece));
		}
		catch (DecoderException ex) {
			assertThat(ex).as("not wrapped").hasNoCause();
			decoded.fail(ex.getMessage());
		}
		collect(channel, decoded);
	}

	private void collect(EmbeddedChannel channel, Decoded decoded) {
		for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
			this.collector.accept(message, decoded);
		}
	}

}
