package io.fastcgi.spring.handler.argument;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.fastcgi.spring.handler.FastCgiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * Writes text to a response, in the charset that the response has when the first of it is
 * written. It keeps nothing for itself, so that nothing is lost if nobody flushes it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ResponseWriter extends Writer {

	private final FastCgiResponse response;

	private @Nullable Writer encoder;

	ResponseWriter(FastCgiResponse response) {
		this.response = response;
	}

	@Override
	public void write(char[] source, int offset, int count) throws IOException {
		if (this.encoder == null) {
			this.encoder = new OutputStreamWriter(this.response.getBody(), charset());
		}
		this.encoder.write(source, offset, count);
		this.encoder.flush();
	}

	private Charset charset() {
		MediaType declared = this.response.getHeaders().getContentType();
		MediaType type = (declared != null) ? declared : MediaType.TEXT_PLAIN;
		Charset charset = (type.getCharset() != null) ? type.getCharset() : StandardCharsets.UTF_8;
		if (type.getType().equals("text") && type.getCharset() == null) {
			this.response.getHeaders().setContentType(new MediaType(type, charset));
		}
		return charset;
	}

	@Override
	public void flush() throws IOException {
		this.response.stream().flush();
	}

	@Override
	public void close() {
		// Ends with the request.
	}

}
