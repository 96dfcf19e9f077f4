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

	private final Queue<ByteBuf> pieces = new ArrayDeque<>(1);

	private @Nullable Spooled spooled;

	private @Nullable ByteBuf tail;

	private int inMemory;

	InputBuffer(InputBudget budget) {
		this.budget = budget;
	}

	boolean isEmpty() {
		return this.pieces.isEmpty() && this.spooled == null;
	}

	/**
	 * Return whether no more should be put in.
	 * @return whether the buffer is full
	 */
	boolean isFull() {
		if (this.spooled != null) {
			return !this.spooled.behind().isEmpty();
		}
		return this.inMemory >= this.budget.window() || (this.inMemory > 0 && this.budget.memory().isExhausted());
	}

	/**
	 * Return whether a buffer that was full has room again. That comes later than it
	 * stops being full, or reading would be switched on and off all the time.
	 * @return whether there is room
	 */
	boolean hasRoom() {
		if (this.spooled != null) {
			return this.spooled.behind().isEmpty();
		}
		return this.inMemory == 0 || (this.inMemory <= this.budget.window() / 2 && !this.budget.memory().isExhausted());
	}

	/**
	 * Put bytes in.
	 * @param content the bytes, not empty, released by this method or owned by it
	 * @throws IOException if they belong into the temporary file and it cannot be written
	 */
	void add(ByteBuf content) throws IOException {
		if (this.spooled == null) {
			addTo(this.pieces, content);
		}
		else {
			add(content, this.spooled);
		}
	}

	private void add(ByteBuf content, Spooled spooled) throws IOException {
		boolean written = false;
		try {
			written = spooled.behind().isEmpty() && write(spooled.file(), content);
		}
		finally {
			if (!written) {
				addTo(spooled.behind(), content);
			}
		}
		if (written) {
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
		if (this.spooled != null) {
			return spool(this.spooled);
		}
		if (this.budget.spool().isExhausted()) {
			return false;
		}
		this.spooled = new Spooled(Spool.create(this.budget.spool()), new ArrayDeque<>());
		this.tail = null;
		return true;
	}

	private boolean spool(Spooled spooled) throws IOException {
		while (!spooled.behind().isEmpty()) {
			ByteBuf content = spooled.behind().element();
			int length = content.readableBytes();
			if (!write(spooled.file(), content)) {
				return false;
			}
			spooled.behind().remove();
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
		if (this.spooled != null) {
			content = poll(allocator, content, this.spooled);
		}
		return content;
	}

	private @Nullable ByteBuf poll(ByteBufAllocator allocator, @Nullable ByteBuf first, Spooled spooled)
			throws IOException {
		ByteBuf content = (first != null) ? first : spooled.file().read(allocator);
		if (spooled.file().isEmpty() && this.pieces.isEmpty()) {
			this.spooled = null;
			this.pieces.addAll(spooled.behind());
			spooled.file().close();
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

	/**
	 * Throw away what is there.
	 * @throws IOException if a temporary file cannot be closed
	 */
	void clear() throws IOException {
		clear(this.pieces);
		Spooled cleared = this.spooled;
		if (cleared != null) {
			this.spooled = null;
			clear(cleared.behind());
			cleared.file().close();
		}
	}

	private void clear(Queue<ByteBuf> queue) {
		for (ByteBuf piece = queue.poll(); piece != null; piece = queue.poll()) {
			released(piece.readableBytes(), piece);
			piece.release();
		}
	}

	/**
	 * What is not in memory, or behind it.
	 *
	 * @param file the temporary file
	 * @param behind pieces for which the file has no room
	 */
	private record Spooled(Spool file, Queue<ByteBuf> behind) {

	}

}
