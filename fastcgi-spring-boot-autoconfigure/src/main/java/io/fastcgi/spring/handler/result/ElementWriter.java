package io.fastcgi.spring.handler.result;

import java.io.IOException;
import java.io.OutputStream;

import io.fastcgi.spring.handler.FastCgiResponse;

/**
 * Writes the elements of a stream.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ElementWriter {

	private final ElementFormat format;

	private final OutputStream body;

	private boolean begun;

	ElementWriter(ElementFormat format, FastCgiResponse response) {
		this.format = format;
		this.body = response.stream();
	}

	void write(Object element) throws IOException {
		this.body.write(this.format.write(element, !this.begun));
		this.begun = true;
		if (this.format.isLive()) {
			this.body.flush();
		}
	}

	void finish() throws IOException {
		this.body.write(this.format.end(!this.begun));
	}

}
