package io.fastcgi.engine.connection;

import java.io.IOException;
import java.util.Random;

import io.fastcgi.engine.exchange.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Spool}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class SpoolTests {

	private static final int BLOCK = 64 * 1024;

	private final MemoryBudget budget = new MemoryBudget(3 * BLOCK);

	private Spool spool;

	@BeforeEach
	void create() throws IOException {
		this.spool = Spool.create(this.budget);
	}

	@AfterEach
	void budgetIsGivenBack() throws IOException {
		this.spool.close();
		assertThat(this.budget.reserve(3 * BLOCK)).isTrue();
	}

	/**
	 * Many times the budget goes through the file, in pieces of any size.
	 */
	@Test
	void bytesComeOutInTheirOrderHoweverOftenTheFileIsUsedAgain() throws IOException {
		Random sizes = new Random(3);
		Random written = new Random(4);
		Random read = new Random(4);
		long inside = 0;
		for (int i = 0; i < 300; i++) {
			byte[] piece = new byte[1 + sizes.nextInt(BLOCK)];
			while (inside + piece.length > 2 * BLOCK) {
				inside -= readSome(read);
			}
			for (int j = 0; j < piece.length; j++) {
				piece[j] = (byte) written.nextInt();
			}
			assertThat(write(piece)).isTrue();
			inside += piece.length;
		}
		while (inside > 0) {
			inside -= readSome(read);
		}
		assertThat(this.spool.isEmpty()).isTrue();
	}

	private int readSome(Random expected) throws IOException {
		assertThat(this.spool.isEmpty()).isFalse();
		ByteBuf content = this.spool.read(ByteBufAllocator.DEFAULT);
		byte[] bytes = ByteBufUtil.getBytes(content);
		content.release();
		for (byte next : bytes) {
			assertThat(next).isEqualTo((byte) expected.nextInt());
		}
		return bytes.length;
	}

	@Test
	void whatExceedsTheBudgetIsNotWrittenAtAll() throws IOException {
		assertThat(write(new byte[2 * BLOCK + 10])).isTrue();
		assertThat(write(new byte[BLOCK])).isFalse();
		assertThat(write(new byte[BLOCK - 10])).isTrue();
		assertThat(write(new byte[1])).isFalse();
		int length = 0;
		while (!this.spool.isEmpty()) {
			ByteBuf content = this.spool.read(ByteBufAllocator.DEFAULT);
			length += content.readableBytes();
			content.release();
		}
		assertThat(length).isEqualTo(3 * BLOCK);
		assertThat(write(new byte[3 * BLOCK])).isTrue();
	}

	/**
	 * One byte after the other, each read at once, needs no more than one block.
	 */
	@Test
	void fileDoesNotGrowWhileItIsRead() throws IOException {
		assertThat(this.budget.reserve(2 * BLOCK)).isTrue();
		for (int i = 0; i < 1000; i++) {
			assertThat(write(new byte[] { (byte) i })).isTrue();
			ByteBuf content = this.spool.read(ByteBufAllocator.DEFAULT);
			assertThat(content.readableBytes()).isOne();
			assertThat(content.readByte()).isEqualTo((byte) i);
			content.release();
		}
		this.budget.release(2 * BLOCK);
	}

	private boolean write(byte[] bytes) throws IOException {
		return this.spool.write(Unpooled.wrappedBuffer(bytes));
	}

}
