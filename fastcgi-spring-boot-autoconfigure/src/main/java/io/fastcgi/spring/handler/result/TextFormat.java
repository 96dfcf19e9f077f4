package io.fastcgi.spring.handler.result;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Text as it is.
 *
 * @param charset the charset, {@code null} for UTF-8
 * @author FastCGI Spring Boot maintainers
 */
record TextFormat(@Nullable Charset charset) implements ElementFormat {

	@Override
	public byte[] write(Object element, boolean first) {
		return element.toString().getBytes((this.charset != null) ? this.charset : StandardCharsets.UTF_8);
	}

}
