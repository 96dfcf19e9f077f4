package io.fastcgi.engine.connection;

import java.util.function.Consumer;

import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.codec.RecordType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Puts a response into {@code FCGI_STDOUT} and {@code FCGI_STDERR} records and ends it
 * with {@code FCGI_END_REQUEST} (FastCGI 1.0, sections 3.3 and 5).
 *
 * @param requestId the request id
 * @author FastCGI Spring Boot maintainers
 */
record FastCgiFraming(int requestId) implements Framing {

	private static final int END_REQUEST_LENGTH = 8;

	@Override
	public int headroom() {
		return Record.HEADER_LENGTH;
	}

	@Override
	public int maxContent() {
		return Record.MAX_CONTENT;
	}

	@Override
	public void seal(ByteBuf buffer) {
		int contentLength = buffer.readableBytes() - Record.HEADER_LENGTH;
		buffer.writeZero(
				Record.setHeader(buffer, buffer.readerIndex(), RecordType.STDOUT, this.requestId, contentLength));
	}

	@Override
	public void frame(ByteBuf content, ByteBufAllocator allocator, Consumer<Frame> out) {
		frame(RecordType.STDOUT, content, allocator, out);
	}

	@Override
	public void frameError(ByteBuf content, ByteBufAllocator allocator, Consumer<Frame> out) {
		frame(RecordType.STDERR, content, allocator, out);
	}

	private void frame(int type, ByteBuf content, ByteBufAllocator allocator, Consumer<Frame> out) {
		while (content.readableBytes() > Record.MAX_CONTENT) {
			frameOne(type, content.readRetainedSlice(Record.MAX_CONTENT), allocator, out);
		}
		frameOne(type, content, allocator, out);
	}

	private void frameOne(int type, ByteBuf content, ByteBufAllocator allocator, Consumer<Frame> out) {
		ByteBuf header = allocator.buffer(Record.HEADER_LENGTH, Record.HEADER_LENGTH);
		int padding = Record.setHeader(header, 0, type, this.requestId, content.readableBytes());
		ByteBuf zeros = (padding > 0) ? allocator.buffer(padding, padding).writeZero(padding) : null;
		out.accept(new Frame(header.writerIndex(Record.HEADER_LENGTH), content, zeros, type == RecordType.STDERR));
	}

	@Override
	public int endLength() {
		return 3 * Record.HEADER_LENGTH + END_REQUEST_LENGTH;
	}

	@Override
	public void end(ByteBuf buffer, int appStatus, boolean stdoutUsed, boolean stderrUsed) {
		if (stdoutUsed) {
			header(buffer, RecordType.STDOUT, 0);
		}
		if (stderrUsed) {
			header(buffer, RecordType.STDERR, 0);
		}
		endRequest(buffer, this.requestId, appStatus, ProtocolStatus.REQUEST_COMPLETE);
	}

	/**
	 * Append a {@code FCGI_END_REQUEST} record (FastCGI 1.0, section 5.5).
	 * @param buffer where to append
	 * @param requestId the request id
	 * @param appStatus the application status
	 * @param protocolStatus the protocol status
	 */
	static void endRequest(ByteBuf buffer, int requestId, int appStatus, ProtocolStatus protocolStatus) {
		new FastCgiFraming(requestId).header(buffer, RecordType.END_REQUEST, END_REQUEST_LENGTH);
		buffer.writeInt(appStatus).writeInt(protocolStatus.ordinal() << 24);
	}

	/**
	 * Return a record of a version that does not exist, for a response that breaks off
	 * where a connection cannot be reset. nginx takes a connection that is closed for the
	 * end of the response, but not after this. It is an empty piece of error output for
	 * those who do not look at the version.
	 * @param requestId the request id
	 * @param allocator where to get the buffer from
	 * @return the record
	 */
	static ByteBuf unreadable(int requestId, ByteBufAllocator allocator) {
		ByteBuf record = allocator.buffer(Record.HEADER_LENGTH).writeZero(Record.HEADER_LENGTH);
		Record.setHeader(record, 0, RecordType.STDERR, requestId, 0);
		return record.setByte(0, 0);
	}

	private void header(ByteBuf buffer, int type, int contentLength) {
		int index = buffer.writerIndex();
		buffer.writeZero(Record.HEADER_LENGTH);
		Record.setHeader(buffer, index, type, this.requestId, contentLength);
	}

}
