package io.fastcgi.spring.handler.result;

import java.io.IOException;
import java.io.OutputStream;

import io.fastcgi.spring.handler.message.DefaultFastCgiResponse;

/**
 * Writes the elements of a stream.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ElementWriter {

	private final ElementFormat format;

	private final DefaultFastCgiResponse response;

	private final OutputStream body;

	private boolean begun;

	ElementWriter(ElementFormat format, DefaultFastCgiResponse response) {
		this.format = format;
		this.response = response;
		this.body = response.stream();
	}

	/**
	 * Send the head if somebody waits for elements that may take their time. An error
	 * that comes later cannot be answered any more.
	 */
	void open() {
		if (this.format.isLive() && !this.begun) {
			this.response.open(this.format.opening());
		}
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
