package io.fastcgi.spring.handler.result;

import java.nio.ByteBuffer;

/**
 * Bytes as they are.
 *
 * @author FastCGI Spring Boot maintainers
 */
record BytesFormat() implements ElementFormat {

	@Override
	public byte[] write(Object element, boolean first) {
		if (element instanceof ByteBuffer buffer) {
			byte[] bytes = new byte[buffer.remaining()];
			buffer.get(bytes);
			return bytes;
		}
		return (byte[]) element;
	}

}
