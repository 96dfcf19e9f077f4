package io.fastcgi.engine.connection;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.fastcgi.engine.exchange.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Framed bytes of a response that were not sent yet. Small pieces and the end of the
 * response are gathered in one buffer, so that a small response is one record and one
 * write. For one thread at a time.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ResponseBuffer {

	private static final int COPY_LIMIT = 4 * 1024;

	private static final int MAX_PADDING = 7;

	private static final int INITIAL_CAPACITY = 512;

	private final ByteBufAllocator allocator;

	private final Framing framing;

	private final HeadGuard head = new HeadGuard();

	private final Queue<Frame> earlyErrors = new ArrayDeque<>(0);

	private final Queue<Frame> sealed = new ArrayDeque<>(4);

	private @Nullable ByteBuf open;

	private boolean openWanted;

	private int sealedSize;

	private int earlyErrorsSize;

	private boolean stdoutUsed;

	private boolean stderrUsed;

	ResponseBuffer(ByteBufAllocator allocator, Framing framing) {
		this.allocator = allocator;
		this.framing = framing;
	}

	/**
	 * Return how much was written and not taken out, but for early errors.
	 * @return the number of bytes with framing
	 */
	int size() {
		return this.sealedSize + ((this.open != null) ? this.open.readableBytes() : 0);
	}

	/**
	 * Return how much error output waits that overtakes the response.
	 * @return the number of bytes with framing
	 */
	int earlyErrorsSize() {
		return this.earlyErrorsSize;
	}

	boolean isHeadComplete() {
		return this.head.isComplete();
	}

	void write(ResponseHead responseHead) {
		if (responseHead.length() > this.framing.maxContent()) {
			ByteBuf text = this.allocator.buffer(responseHead.length());
			responseHead.writeTo(text);
			write(text);
			return;
		}
		responseHead.writeTo(openBuffer(responseHead.length()));
		this.head.markComplete();
		this.stdoutUsed |= responseHead.length() > 0;
	}

	void write(byte[] content, int offset, int length) {
		this.head.accept(content, offset, length);
		int written = 0;
		while (written < length) {
			ByteBuf buffer = openBufferForPartOf(length - written);
			int part = Math.min(length - written, room(buffer));
			buffer.writeBytes(content, offset + written, part);
			written += part;
		}
		this.stdoutUsed |= length > 0;
	}

	/**
	 * Write response content, large pieces without a copy.
	 * @param content the content, not empty, released by this method or when it has been
	 * sent
	 */
	void write(ByteBuf content) {
		int length = content.readableBytes();
		this.head.accept(content);
		if (length <= COPY_LIMIT) {
			openBuffer(length).writeBytes(content);
			content.release();
		}
		else {
			seal();
			this.framing.frame(content, this.allocator, this::addSealed);
		}
		this.stdoutUsed = true;
	}

	void write(RefusalDocument document) {
		document.writeTo(openBuffer(document.length()));
		this.stdoutUsed = true;
	}

	/**
	 * Write error output, which overtakes response content as long as that must not be
	 * sent.
	 * @param framed the output
	 */
	void writeError(List<Frame> framed) {
		this.stderrUsed = true;
		if (this.head.isComplete()) {
			seal();
			framed.forEach(this::addSealed);
		}
		else {
			framed.forEach(this::addEarly);
		}
	}

	private void addEarly(Frame frame) {
		this.earlyErrors.add(frame);
		this.earlyErrorsSize += frame.length();
	}

	private void addSealed(Frame frame) {
		this.sealed.add(frame);
		this.sealedSize += frame.length();
	}

	private ByteBuf openBuffer(int length) {
		if (this.open != null && room(this.open) < length) {
			seal();
		}
		return (this.open != null) ? this.open : open(length);
	}

	/**
	 * Return where to put a part of something. A buffer that grows is copied: not for
	 * much, and once only.
	 * @param length how much there is
	 * @return a buffer with room for a part of it
	 */
	private ByteBuf openBufferForPartOf(int length) {
		if (length <= COPY_LIMIT) {
			return openBuffer(length);
		}
		if (this.open != null && Math.min(this.open.writableBytes(), room(this.open)) < length) {
			if (this.open.readableBytes() > COPY_LIMIT) {
				seal();
			}
			else {
				int needed = this.open.writerIndex() + Math.min(length, room(this.open)) + tail();
				this.open.capacity(Math.max(this.open.capacity(), needed));
			}
		}
		return (this.open != null) ? this.open : open(Math.min(length, this.framing.maxContent()));
	}

	private ByteBuf open(int length) {
		ByteBuf opened = this.allocator.buffer(Math.max(this.framing.headroom() + length + tail(), INITIAL_CAPACITY));
		opened.writeZero(this.framing.headroom());
		this.open = opened;
		return opened;
	}

	private int room(ByteBuf buffer) {
		return this.framing.maxContent() - (buffer.readableBytes() - this.framing.headroom());
	}

	private int tail() {
		return this.framing.endLength() + MAX_PADDING;
	}

	/**
	 * Make what was gathered ready to be sent. More may be gathered with it until it is,
	 * or many small pieces that have to wait would each need a buffer.
	 */
	void flush() {
		this.openWanted = this.open != null;
	}

	/**
	 * Make everything ready to be sent as it is, for a response that breaks off.
	 */
	void breakOff() {
		seal();
	}

	private void seal() {
		if (this.open != null) {
			this.framing.seal(this.open);
			addSealed(Frame.of(this.open));
			this.open = null;
			this.openWanted = false;
		}
	}

	/**
	 * Append what ends the response and make everything ready to be sent.
	 * @param appStatus the application status
	 */
	void end(int appStatus) {
		ByteBuf last = this.open;
		if (last == null) {
			last = this.allocator.buffer(this.framing.endLength());
		}
		else {
			this.framing.seal(last);
		}
		this.framing.end(last, appStatus, this.stdoutUsed, this.stderrUsed);
		this.open = null;
		this.openWanted = false;
		addSealed(Frame.of(last));
	}

	/**
	 * Forget what was written but error output, which may say why. Not for a response of
	 * which a part was sent.
	 */
	void clear() {
		if (this.open != null) {
			this.open.release();
			this.open = null;
			this.openWanted = false;
		}
		this.sealed.forEach((frame) -> {
			if (frame.error()) {
				addEarly(frame);
			}
			else {
				frame.release();
			}
		});
		this.sealed.clear();
		this.sealedSize = 0;
		this.stdoutUsed = false;
	}

	/**
	 * Return whether something can be sent.
	 * @param committed whether response content may be sent
	 * @return whether there is something
	 */
	boolean hasNext(boolean committed) {
		return !this.earlyErrors.isEmpty() || (committed && (this.openWanted || !this.sealed.isEmpty()));
	}

	/**
	 * Take out what is to be sent next.
	 * @param committed whether response content may be sent
	 * @return the frame or {@code null} if nothing is ready
	 */
	@Nullable Frame poll(boolean committed) {
		Frame error = this.earlyErrors.poll();
		if (error != null) {
			this.earlyErrorsSize -= error.length();
			return error;
		}
		if (!committed) {
			return null;
		}
		if (this.openWanted && this.sealed.isEmpty()) {
			seal();
		}
		Frame frame = this.sealed.poll();
		if (frame != null) {
			this.sealedSize -= frame.length();
		}
		return frame;
	}

}
