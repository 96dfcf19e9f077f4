package io.fastcgi.engine.codec;

import io.netty.buffer.ByteBuf;

/**
 * Body of a {@code FCGI_BEGIN_REQUEST} record (FastCGI 1.0, section 5.1). Undefined flag
 * bits and the reserved bytes are ignored.
 *
 * @param role the role number, known or not
 * @param keepConnection whether the web server keeps responsibility for the connection
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record BeginRequest(int role, boolean keepConnection) {

	/**
	 * Number of content bytes that the record has.
	 */
	public static final int LENGTH = 8;

	private static final int KEEP_CONN = 1;

	/**
	 * Read the body of the record.
	 * @param content the content of the record, {@value #LENGTH} bytes
	 * @return what it says
	 */
	public static BeginRequest from(ByteBuf content) {
		int start = content.readerIndex();
		return new BeginRequest(content.getUnsignedShort(start), (content.getByte(start + 2) & KEEP_CONN) != 0);
	}

}
