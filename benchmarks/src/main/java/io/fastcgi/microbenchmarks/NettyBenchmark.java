package io.fastcgi.microbenchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the connection itself costs that the other benchmarks use: a request comes, and an
 * answer goes, and nobody looks at them.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public class NettyBenchmark extends Microbenchmark {

	private final Answers connection = connect();

	private final ExpectedAnswer kept = ExpectedAnswer.of(this.connection, WebRequest.get("/hello").records(), "", 0);

	@Benchmark
	public long keptConnection() {
		return this.kept.ask(this.connection);
	}

	@Benchmark
	public long newConnection() {
		Answers connection = connect();
		long answered = this.kept.ask(connection);
		connection.finishAndReleaseAll();
		return answered;
	}

	@TearDown
	public void close() {
		this.connection.finishAndReleaseAll();
	}

	private static Answers connect() {
		Answers connection = new Answers();
		connection.pipeline().addLast(new CannedAnswer());
		return connection;
	}

	private static final class CannedAnswer extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext ctx, Object message) {
			((ByteBuf) message).release();
			ctx.write(ctx.alloc().buffer(128).writeZero(128), ctx.voidPromise());
		}

		@Override
		public void channelReadComplete(ChannelHandlerContext ctx) {
			ctx.flush();
		}

	}

}
