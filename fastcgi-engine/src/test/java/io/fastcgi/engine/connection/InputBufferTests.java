package io.fastcgi.engine.connection;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link InputBuffer}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class InputBufferTests {

	private static final int WINDOW = 10_000;

	private static final int BLOCK = 64 * 1024;

	private final MemoryBudget memory = new MemoryBudget(3 * WINDOW);

	private final MemoryBudget file = new MemoryBudget(BLOCK);

	private final InputBudget budget = new InputBudget(WINDOW, this.memory, this.file, new ServerEventListener() {
	});

	private final InputBuffer buffer = new InputBuffer(this.budget);

	@AfterEach
	void budgetsAreGivenBack() throws IOException {
		this.buffer.clear();
		assertThat(this.buffer.isEmpty()).isTrue();
		assertThat(this.memory.reserve(3 * WINDOW)).isTrue();
		assertThat(this.file.reserve(BLOCK)).isTrue();
	}

	@Test
	void isFullWithAWindowAndHasRoomAgainWithHalfOfIt() throws IOException {
		add('a', WINDOW / 2);
		add('b', WINDOW / 2 - 1);
		assertThat(this.buffer.isFull()).isFalse();
		add('c', 1);
		assertThat(this.buffer.isFull()).isTrue();
		assertThat(this.buffer.hasRoom()).isFalse();
		assertThat(poll()).hasSize(WINDOW / 2);
		assertThat(this.buffer.hasRoom()).isTrue();
	}

	/**
	 * A request that has nothing may always have something, or it could never end.
	 */
	@Test
	void isFullWithLessWhenTheMemoryOfAllIsUsedUp() throws IOException {
		this.memory.add(3 * WINDOW);
		assertThat(this.buffer.isFull()).isFalse();
		add('a', 1);
		assertThat(this.buffer.isFull()).isTrue();
		assertThat(poll()).isEqualTo("a");
		assertThat(this.buffer.hasRoom()).isTrue();
		this.memory.release(3 * WINDOW);
	}

	/**
	 * From memory, from the file, from what the file had no room for, in this order.
	 */
	@Test
	void bytesComeOutInTheirOrderWhereverTheyWere() throws IOException {
		add('a', WINDOW);
		assertThat(this.buffer.spool()).isTrue();
		assertThat(this.buffer.isFull()).isFalse();
		add('b', BLOCK - 1);
		assertThat(this.buffer.isFull()).isFalse();
		add('c', 2000);
		assertThat(this.buffer.isFull()).isTrue();
		assertThat(this.buffer.spool()).isFalse();
		add('d', 1);
		add('e', 1);
		StringBuilder all = new StringBuilder();
		while (!this.buffer.isEmpty()) {
			all.append(poll());
		}
		assertThat(all).hasToString("a".repeat(WINDOW) + "b".repeat(BLOCK - 1) + "c".repeat(2000) + "de");
		assertThat(this.file.reserve(BLOCK)).as("the file is gone").isTrue();
		this.file.release(BLOCK);
	}

	@Test
	void whatTheFileHadNoRoomForGoesThereWhenThereIsRoom() throws IOException {
		this.file.add(BLOCK - 1);
		add('a', WINDOW);
		assertThat(this.buffer.spool()).isTrue();
		add('b', 5000);
		assertThat(this.buffer.isFull()).isTrue();
		assertThat(this.buffer.spool()).isFalse();
		this.file.release(BLOCK - 1);
		assertThat(this.buffer.spool()).isTrue();
		assertThat(this.buffer.isFull()).isFalse();
		assertThat(poll()).isEqualTo("a".repeat(WINDOW));
		assertThat(poll()).isEqualTo("b".repeat(5000));
		assertThat(this.buffer.isEmpty()).isTrue();
	}

	@Test
	void withoutBudgetThereIsNoFile() throws IOException {
		this.file.add(BLOCK);
		add('a', WINDOW);
		assertThat(this.buffer.spool()).isFalse();
		this.file.release(BLOCK);
	}

	private void add(char letter, int count) throws IOException {
		this.buffer.add(Unpooled.copiedBuffer(String.valueOf(letter).repeat(count), StandardCharsets.US_ASCII));
	}

	private String poll() throws IOException {
		ByteBuf content = this.buffer.poll(ByteBufAllocator.DEFAULT);
		assertThat(content).isNotNull();
		String text = content.toString(StandardCharsets.US_ASCII);
		content.release();
		return text;
	}

	/**
	 * When the disk is full, the last thing that fits is a part of a piece.
	 */
	@Test
	void pieceThatTheFileTakesAPartOfIsAccountedForAsAWhole() throws IOException {
		this.file.add(BLOCK - 1);
		add('a', WINDOW);
		assertThat(this.buffer.spool()).isTrue();
		this.buffer.add(new FullDisk(5000));
		this.file.release(BLOCK - 1);
		assertThatIOException().isThrownBy(this.buffer::spool);
	}

	private static final class FullDisk extends UnpooledHeapByteBuf {

		FullDisk(int length) {
			super(UnpooledByteBufAllocator.DEFAULT, length, length);
			writeZero(length);
		}

		@Override
		public int getBytes(int index, FileChannel out, long position, int length) throws IOException {
			if (index > 0) {
				throw new IOException("No space left on device");
			}
			return super.getBytes(index, out, position, length / 2);
		}

		@Override
		public int readBytes(FileChannel out, long position, int length) throws IOException {
			int count = getBytes(readerIndex(), out, position, length);
			skipBytes(count);
			return count;
		}

	}

}
