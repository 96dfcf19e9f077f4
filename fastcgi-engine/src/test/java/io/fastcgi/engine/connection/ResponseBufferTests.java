package io.fastcgi.engine.connection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.fastcgi.engine.codec.RecordType;
import io.fastcgi.engine.exchange.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseBuffer}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ResponseBufferTests {

	private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

	private static final byte[] HEAD = "Status: 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	/**
	 * Around what makes a difference: what is copied, and what a record can have.
	 */
	private static final int[] SIZES = { 1, 500, 4 * 1024 - 5, 16 * 1024, 32 * 1024, 65_520, 131_050 };

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

	/**
	 * The seed is fixed. Small pieces are gathered, large ones have buffers of their own,
	 * and whatever comes after the other, nothing is lost.
	 */
	@RepeatedTest(50)
	void piecesOfAllSizesComeOutAsTheyWereWritten(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		ByteBuf written = Unpooled.buffer();
		ByteBuf content = Unpooled.buffer();
		this.buffer.write(HEAD, 0, HEAD.length);
		written.writeBytes(HEAD);
		for (int i = 0; i < 40; i++) {
			byte[] piece = new byte[SIZES[random.nextInt(SIZES.length)] + random.nextInt(10)];
			random.nextBytes(piece);
			written.writeBytes(piece);
			this.buffer.write(piece, 0, piece.length);
			if (random.nextInt(3) == 0) {
				this.buffer.flush();
				drainTo(content);
			}
		}
		this.buffer.end(0);
		drainTo(content);
		assertThat(content).isEqualTo(written);
	}

	private void drainTo(ByteBuf content) {
		for (Frame frame = this.buffer.poll(true); frame != null; frame = this.buffer.poll(true)) {
			ByteBuf bytes = Unpooled.wrappedBuffer(frame.first(), empty(frame.content()), empty(frame.padding()));
			while (bytes.isReadable()) {
				int type = bytes.skipBytes(1).readByte();
				int length = bytes.skipBytes(2).readUnsignedShort();
				int padding = bytes.readByte();
				bytes.skipBytes(1);
				if (type == RecordType.STDOUT) {
					content.writeBytes(bytes, length);
				}
				else {
					bytes.skipBytes(length);
				}
				bytes.skipBytes(padding);
			}
			bytes.release();
		}
	}

	private static ByteBuf empty(@Nullable ByteBuf bytes) {
		return (bytes != null) ? bytes : Unpooled.EMPTY_BUFFER;
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
