package io.fastcgi.microbenchmarks;

import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.codec.RecordDecoder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The four records of a request without a body.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public class RecordDecodingBenchmark extends Microbenchmark {

	private final byte[] request = WebRequest.get("/hello").records();

	private final Records records = new Records();

	private final EmbeddedChannel channel = new EmbeddedChannel(new RecordDecoder(), this.records);

	@Benchmark
	public int decode() {
		this.records.count = 0;
		this.channel.writeInbound(this.channel.alloc().ioBuffer(this.request.length).writeBytes(this.request));
		if (this.records.count != 4) {
			throw new IllegalStateException("%d records in place of 4".formatted(this.records.count));
		}
		return this.records.count;
	}

	@TearDown
	public void close() {
		this.channel.finishAndReleaseAll();
	}

	private static final class Records extends ChannelInboundHandlerAdapter {

		private int count;

		@Override
		public void channelRead(ChannelHandlerContext ctx, Object message) {
			((Record) message).content().release();
			this.count++;
		}

	}

}
