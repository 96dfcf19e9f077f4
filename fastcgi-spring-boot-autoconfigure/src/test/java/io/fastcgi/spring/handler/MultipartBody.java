package io.fastcgi.spring.handler;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import io.fastcgi.test.TestRequest;

/**
 * Body of a form with files, as browsers write it.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class MultipartBody {

	static final String CONTENT_TYPE = "multipart/form-data; boundary=----b0undary";

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	MultipartBody field(String name, String value) {
		return part("Content-Disposition: form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
	}

	MultipartBody file(String name, String filename, byte[] content) {
		return part("Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + filename
				+ "\"\r\nContent-Type: text/x-test", content);
	}

	MultipartBody file(String name, String filename, String content) {
		return file(name, filename, content.getBytes(StandardCharsets.UTF_8));
	}

	MultipartBody part(String headers, byte[] content) {
		raw("------b0undary\r\n" + headers + "\r\n\r\n");
		this.bytes.writeBytes(content);
		return raw("\r\n");
	}

	MultipartBody raw(String text) {
		this.bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
		return this;
	}

	byte[] open() {
		return this.bytes.toByteArray();
	}

	byte[] closed() {
		return raw("------b0undary--\r\n").open();
	}

	TestRequest to(TestRequest request) {
		return request.contentType(CONTENT_TYPE).body(closed());
	}

}
