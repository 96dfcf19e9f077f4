package io.fastcgi.engine.connection;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

import io.fastcgi.engine.exchange.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Temporary file with input that no handler has read yet, first in, first out. Its blocks
 * are used again after they were read, so it is never longer than what is unread at the
 * same time. For one thread at a time.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Spool implements AutoCloseable {

	private static final int BLOCK_SIZE = 64 * 1024;

	private final FileChannel file;

	private final MemoryBudget budget;

	private final Deque<Integer> used = new ArrayDeque<>();

	private final Deque<Integer> free = new ArrayDeque<>();

	private int blocks;

	private int readPosition;

	private int writePosition = BLOCK_SIZE;

	private Spool(FileChannel file, MemoryBudget budget) {
		this.file = file;
		this.budget = budget;
	}

	static Spool create(MemoryBudget budget) throws IOException {
		Path path = Files.createTempFile("fastcgi-", ".spool");
		return new Spool(FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
				StandardOpenOption.DELETE_ON_CLOSE), budget);
	}

	/**
	 * Put bytes in, all of them or none.
	 * @param content the bytes, not released
	 * @return {@code false} if the budget does not allow it
	 * @throws IOException if the file cannot be written
	 */
	boolean write(ByteBuf content) throws IOException {
		if (!reserve(content.readableBytes() - (BLOCK_SIZE - this.writePosition))) {
			return false;
		}
		while (content.isReadable()) {
			if (this.writePosition == BLOCK_SIZE) {
				this.used.add(this.free.remove());
				this.writePosition = 0;
			}
			int length = Math.min(content.readableBytes(), BLOCK_SIZE - this.writePosition);
			this.writePosition += content.readBytes(this.file, offset(this.used.getLast()) + this.writePosition,
					length);
		}
		return true;
	}

	private boolean reserve(int bytes) {
		while (bytes > (long) this.free.size() * BLOCK_SIZE) {
			if (!this.budget.reserve(BLOCK_SIZE)) {
				return false;
			}
			this.free.add(this.blocks++);
		}
		return true;
	}

	private static long offset(int block) {
		return (long) block * BLOCK_SIZE;
	}

	boolean isEmpty() {
		return this.used.isEmpty();
	}

	/**
	 * Take bytes out.
	 * @param allocator where to get the buffer from
	 * @return up to a block of them
	 * @throws IOException if the file cannot be read
	 */
	ByteBuf read(ByteBufAllocator allocator) throws IOException {
		boolean last = this.used.size() == 1;
		int end = (last) ? this.writePosition : BLOCK_SIZE;
		ByteBuf content = allocator.buffer(end - this.readPosition);
		try {
			while (this.readPosition < end) {
				int count = content.writeBytes(this.file, offset(this.used.getFirst()) + this.readPosition,
						end - this.readPosition);
				if (count < 0) {
					throw new IOException("The temporary file is shorter than what was written");
				}
				this.readPosition += count;
			}
		}
		catch (IOException ex) {
			content.release();
			throw ex;
		}
		this.free.add(this.used.remove());
		this.readPosition = 0;
		if (last) {
			this.writePosition = BLOCK_SIZE;
		}
		return content;
	}

	@Override
	public void close() throws IOException {
		this.budget.release(offset(this.blocks));
		this.file.close();
	}

}
