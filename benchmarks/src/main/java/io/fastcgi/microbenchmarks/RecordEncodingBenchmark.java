package io.fastcgi.microbenchmarks;

import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.exchange.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A record of a response that goes on and on.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public class RecordEncodingBenchmark extends Microbenchmark {

	private final byte[] small = new byte[1024];

	private final ByteBuf large = Unpooled.unreleasableBuffer(Unpooled.directBuffer(16384).writeZero(16384));

	private final HeldExchange held = new HeldExchange(WebRequest.get("/"));

	public RecordEncodingBenchmark() {
		this.held.exchange().write(ResponseHead.of(200, "OK"));
		this.held.flush();
	}

	@Benchmark
	public long encodeCopy() {
		this.held.exchange().write(this.small, 0, this.small.length);
		return requireRecord(this.held.flush(), this.small.length);
	}

	@Benchmark
	public long encodeWithoutCopy() {
		this.held.exchange().write(this.large.duplicate());
		return requireRecord(this.held.flush(), this.large.readableBytes());
	}

	private static long requireRecord(long sent, int length) {
		if (sent != Record.HEADER_LENGTH + length) {
			throw new IllegalStateException("%d bytes are no record of %d".formatted(sent, length));
		}
		return sent;
	}

	@TearDown
	public void close() {
		this.held.close();
	}

}
