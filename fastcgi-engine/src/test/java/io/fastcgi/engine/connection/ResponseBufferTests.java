package io.fastcgi.engine.connection;

import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.exchange.ResponseHead;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseBuffer}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ResponseBufferTests {

	private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

	private final FastCgiFraming framing = new FastCgiFraming(1);

	private final ResponseBuffer buffer = new ResponseBuffer(ALLOCATOR, this.framing);

	/**
	 * Whoever writes is held back by the size; what is counted and never taken out would
	 * hold it back for ever.
	 */
	@Test
	void sizeIsThatOfWhatIsStillToBeTakenOut() {
		this.buffer.write(ResponseHead.of(200, "OK"));
		this.buffer.write(new byte[100_001], 0, 100_001);
		this.buffer.write(Unpooled.wrappedBuffer(new byte[70_001]));
		List<Frame> errors = new ArrayList<>();
		this.framing.frameError(Unpooled.wrappedBuffer(new byte[11]), ALLOCATOR, errors::add);
		this.buffer.writeError(errors);
		this.buffer.write(new byte[3], 0, 3);
		this.buffer.end(0);
		List<Integer> sizes = new ArrayList<>();
		List<Integer> lengths = new ArrayList<>();
		sizes.add(this.buffer.size());
		for (Frame frame = this.buffer.poll(true); frame != null; frame = this.buffer.poll(true)) {
			lengths.add(frame.length());
			sizes.add(this.buffer.size());
			frame.release();
		}
		assertThat(lengths).hasSizeGreaterThan(4);
		for (int i = 0; i < sizes.size(); i++) {
			int rest = lengths.subList(i, lengths.size()).stream().mapToInt(Integer::intValue).sum();
			assertThat(sizes.get(i)).isEqualTo(rest);
		}
	}

	@Test
	void nothingIsLeftOfTheSizeWhenTheResponseIsReplaced() {
		this.buffer.write(ResponseHead.of(200, "OK"));
		this.buffer.write(Unpooled.wrappedBuffer(new byte[70_001]));
		this.buffer.write(new byte[3], 0, 3);
		this.buffer.clear();
		assertThat(this.buffer.size()).isZero();
	}

}
