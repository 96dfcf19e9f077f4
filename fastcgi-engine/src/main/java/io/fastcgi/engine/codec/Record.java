package io.fastcgi.engine.codec;

import io.netty.buffer.ByteBuf;

/**
 * A FastCGI record as it was read, or one piece of a stream record (FastCGI 1.0, section
 * 3.3). Where a stream is cut has no meaning, so a long {@code PARAMS}, {@code STDIN} or
 * {@code DATA} record is handed on in the pieces that arrive; only an empty one means the
 * end of the stream.
 *
 * @param type the record type, known or not
 * @param requestId the request id, {@code 0} for management records
 * @param content the content without padding, owned by whoever receives the record
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record Record(int type, int requestId, ByteBuf content) {

	/**
	 * Size of a record header in bytes.
	 */
	public static final int HEADER_LENGTH = 8;

	/**
	 * The only protocol version.
	 */
	public static final int VERSION = 1;

	/**
	 * Most content bytes that are put into one record: the largest multiple of eight, so
	 * that a long stream needs no padding.
	 */
	public static final int MAX_CONTENT = 65528;

	/**
	 * Write a header.
	 * @param out where to write
	 * @param index where in the buffer; the writer index is neither used nor moved
	 * @param type the record type
	 * @param requestId the request id
	 * @param contentLength the number of content bytes
	 * @return the number of padding bytes the header promises
	 */
	public static int setHeader(ByteBuf out, int index, int type, int requestId, int contentLength) {
		int padding = -contentLength & 7;
		out.setInt(index, VERSION << 24 | type << 16 | requestId);
		out.setInt(index + 4, contentLength << 16 | padding << 8);
		return padding;
	}

}
