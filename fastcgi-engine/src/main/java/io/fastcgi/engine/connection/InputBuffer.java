package io.fastcgi.engine.connection;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Input that no handler has read yet: pieces in memory, then a temporary file if there is
 * one, then pieces for which the file has no room. For one thread at a time.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class InputBuffer {

	/**
	 * Pieces up to this size are copied together, so that many tiny records cannot hold
	 * many large network buffers.
	 */
	private static final int COPY_LIMIT = 1024;

	private static final int COPY_CAPACITY = 8 * 1024;

	private final InputBudget budget;

	private final Queue<ByteBuf> pieces = new ArrayDeque<>(2);

	private final Queue<ByteBuf> behind = new ArrayDeque<>(0);

	private @Nullable Spool spool;

	private @Nullable ByteBuf tail;

	private int inMemory;

	InputBuffer(InputBudget budget) {
		this.budget = budget;
	}

	boolean isEmpty() {
		return this.pieces.isEmpty() && this.spool == null;
	}

	/**
	 * Return whether no more should be put in.
	 * @return whether the buffer is full
	 */
	boolean isFull() {
		if (this.spool != null) {
			return !this.behind.isEmpty();
		}
		return this.inMemory >= this.budget.window() || (this.inMemory > 0 && this.budget.memory().isExhausted());
	}

	/**
	 * Return whether a buffer that was full has room again. That comes later than it
	 * stops being full, or reading would be switched on and off all the time.
	 * @return whether there is room
	 */
	boolean hasRoom() {
		if (this.spool != null) {
			return this.behind.isEmpty();
		}
		return this.inMemory == 0 || (this.inMemory <= this.budget.window() / 2 && !this.budget.memory().isExhausted());
	}

	/**
	 * Put bytes in.
	 * @param content the bytes, not empty, released by this method or owned by it
	 * @throws IOException if they belong into the temporary file and it cannot be written
	 */
	void add(ByteBuf content) throws IOException {
		if (this.spool == null) {
			addTo(this.pieces, content);
			return;
		}
		boolean spooled = false;
		try {
			spooled = this.behind.isEmpty() && write(this.spool, content);
		}
		finally {
			if (!spooled) {
				addTo(this.behind, content);
			}
		}
		if (spooled) {
			content.release();
		}
	}

	private boolean write(Spool target, ByteBuf content) throws IOException {
		int length = content.readableBytes();
		// If the file takes a part of it and then fails, it still has to be accounted
		// for.
		boolean written = target.write(content.duplicate());
		if (written) {
			this.budget.events().inputSpooled(length);
		}
		return written;
	}

	private void addTo(Queue<ByteBuf> queue, ByteBuf content) {
		int length = content.readableBytes();
		this.inMemory += length;
		this.budget.memory().add(length);
		if (length > COPY_LIMIT) {
			this.tail = null;
			queue.add(content);
			return;
		}
		if (this.tail == null || this.tail.maxWritableBytes() < length) {
			this.tail = content.alloc().buffer(length, COPY_CAPACITY);
			queue.add(this.tail);
		}
		this.tail.writeBytes(content);
		content.release();
	}

	/**
	 * Make room by putting what comes next into a temporary file.
	 * @return {@code false} if the budget does not allow it
	 * @throws IOException if the file cannot be made or written
	 */
	boolean spool() throws IOException {
		if (this.spool == null) {
			if (this.budget.spool().isExhausted()) {
				return false;
			}
			this.spool = Spool.create(this.budget.spool());
			this.tail = null;
			return true;
		}
		while (!this.behind.isEmpty()) {
			ByteBuf content = this.behind.element();
			int length = content.readableBytes();
			if (!write(this.spool, content)) {
				return false;
			}
			this.behind.remove();
			released(length, content);
			content.release();
		}
		return true;
	}

	/**
	 * Take bytes out.
	 * @param allocator where to get a buffer from
	 * @return the bytes, to be released by the caller, or {@code null} if there are none
	 * @throws IOException if they are in a file that cannot be read
	 */
	@Nullable ByteBuf poll(ByteBufAllocator allocator) throws IOException {
		ByteBuf content = this.pieces.poll();
		if (content != null) {
			released(content.readableBytes(), content);
		}
		else if (this.spool != null) {
			content = this.spool.read(allocator);
		}
		if (this.spool != null && this.spool.isEmpty() && this.pieces.isEmpty()) {
			closeSpool();
			this.pieces.addAll(this.behind);
			this.behind.clear();
		}
		return content;
	}

	private void released(int length, ByteBuf piece) {
		this.inMemory -= length;
		this.budget.memory().release(length);
		if (piece == this.tail) {
			this.tail = null;
		}
	}

	private void closeSpool() throws IOException {
		Spool closed = this.spool;
		this.spool = null;
		if (closed != null) {
			closed.close();
		}
	}

	/**
	 * Throw away what is there.
	 * @throws IOException if a temporary file cannot be closed
	 */
	void clear() throws IOException {
		this.pieces.addAll(this.behind);
		this.behind.clear();
		for (ByteBuf piece = this.pieces.poll(); piece != null; piece = this.pieces.poll()) {
			released(piece.readableBytes(), piece);
			piece.release();
		}
		closeSpool();
	}

}
