package io.fastcgi.cli;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

import io.fastcgi.test.TestRequest;
import org.jspecify.annotations.Nullable;

/**
 * A body that can be sent several times.
 *
 * @param method the method that goes with it
 * @param contentType its media type, or {@code null} for none
 * @param length the number of bytes, or -1 if that is not known, in which case it can be
 * sent once
 * @param content puts the content into a request
 * @author FastCGI Spring Boot maintainers
 */
record RequestBody(String method, @Nullable String contentType, long length, Consumer<TestRequest> content) {

	private static final String FORM = "application/x-www-form-urlencoded";

	static RequestBody none() {
		return new RequestBody("GET", null, 0, (request) -> {
		});
	}

	static RequestBody of(BodyOptions options, LocalFiles files) {
		if (options.uploadFile != null) {
			return upload(options.uploadFile, files);
		}
		if (options.data.isEmpty() && options.dataBinary.isEmpty()) {
			return none();
		}
		ByteArrayOutputStream form = new ByteArrayOutputStream();
		options.data.forEach((data) -> append(form, files.lineOf(data)));
		options.dataBinary.forEach((data) -> append(form, files.contentOf(data)));
		byte[] body = form.toByteArray();
		return new RequestBody("POST", FORM, body.length, (request) -> request.body(body));
	}

	private static void append(ByteArrayOutputStream form, byte[] data) {
		if (form.size() > 0) {
			form.write('&');
		}
		form.writeBytes(data);
	}

	private static RequestBody upload(String name, LocalFiles files) {
		long size = files.sizeOf(name);
		return new RequestBody("PUT", null, size, (request) -> request.body(files.open(name), size));
	}

	void applyTo(TestRequest request) {
		if (this.contentType != null) {
			request.contentType(this.contentType);
		}
		this.content.accept(request);
	}

}
