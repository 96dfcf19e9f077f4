package io.fastcgi.microbenchmarks;

import io.fastcgi.engine.codec.ScgiDecoder;
import io.fastcgi.engine.codec.ScgiHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A SCGI request without a body. As there is one on each connection, so there is one for
 * each decoder.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public class ScgiDecodingBenchmark extends Microbenchmark {

	private static final int MAX_LENGTH = 128 * 1024;

	private static final int MAX_COUNT = 1000;

	private final byte[] request = WebRequest.get("/hello").scgi();

	private final Head head = new Head();

	private final EmbeddedChannel channel = new EmbeddedChannel(this.head);

	@Benchmark
	public ScgiHead decode() {
		this.head.received = null;
		ScgiDecoder decoder = new ScgiDecoder(MAX_LENGTH, MAX_COUNT, (length) -> true, (length) -> {
		});
		this.channel.pipeline().addFirst(decoder);
		this.channel.writeInbound(this.channel.alloc().ioBuffer(this.request.length).writeBytes(this.request));
		this.channel.pipeline().remove(decoder);
		if (this.head.received == null) {
			throw new IllegalStateException("The head was not decoded");
		}
		return this.head.received;
	}

	@TearDown
	public void close() {
		this.channel.finishAndReleaseAll();
	}

	private static final class Head extends ChannelInboundHandlerAdapter {

		private @Nullable ScgiHead received;

		@Override
		public void channelRead(ChannelHandlerContext ctx, Object message) {
			if (message instanceof ScgiHead decoded) {
				this.received = decoded;
			}
			else {
				((ByteBuf) message).release();
			}
		}

	}

}
