package io.fastcgi.spring.handler.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A JSON array, element by element.
 *
 * @param json writes the elements
 * @author FastCGI Spring Boot maintainers
 */
record ArrayFormat(JsonElements json) implements ElementFormat {

	@Override
	public byte[] write(Object element, boolean first) throws IOException {
		byte[] value = this.json.write(element);
		byte[] item = new byte[value.length + 1];
		item[0] = (byte) ((first) ? '[' : ',');
		System.arraycopy(value, 0, item, 1, value.length);
		return item;
	}

	@Override
	public byte[] end(boolean empty) {
		return ((empty) ? "[]" : "]").getBytes(StandardCharsets.US_ASCII);
	}

}
