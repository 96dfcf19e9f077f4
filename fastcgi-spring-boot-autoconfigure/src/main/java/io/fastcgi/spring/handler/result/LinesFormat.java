package io.fastcgi.spring.handler.result;

import java.io.IOException;
import java.util.Arrays;

/**
 * A JSON value on each line.
 *
 * @param json writes the elements
 * @author FastCGI Spring Boot maintainers
 */
record LinesFormat(JsonElements json) implements ElementFormat {

	@Override
	public byte[] write(Object element, boolean first) throws IOException {
		byte[] value = this.json.write(element);
		byte[] line = Arrays.copyOf(value, value.length + 1);
		line[value.length] = '\n';
		return line;
	}

	@Override
	public boolean isLive() {
		return true;
	}

}
