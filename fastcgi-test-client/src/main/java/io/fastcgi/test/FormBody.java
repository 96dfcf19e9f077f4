package io.fastcgi.test;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The body of a form, encoded as a browser does it.
 *
 * @param parts the fields and files in their order
 * @author FastCGI Spring Boot maintainers
 */
record FormBody(List<Part> parts) {

	static FormBody empty() {
		return new FormBody(List.of());
	}

	FormBody with(String name, String value) {
		return with(new Part(name, null, "text/plain", value.getBytes(StandardCharsets.UTF_8)));
	}

	FormBody with(String name, String filename, String contentType, byte[] content) {
		return with(new Part(name, filename, contentType, content.clone()));
	}

	private FormBody with(Part part) {
		List<Part> more = new ArrayList<>(this.parts);
		more.add(part);
		return new FormBody(List.copyOf(more));
	}

	String contentType() {
		return hasFiles() ? "multipart/form-data; boundary=" + boundary() : "application/x-www-form-urlencoded";
	}

	byte[] encode() {
		return hasFiles() ? multipart() : urlEncoded();
	}

	private boolean hasFiles() {
		return this.parts.stream().anyMatch((part) -> part.filename() != null);
	}

	private byte[] urlEncoded() {
		return this.parts.stream()
			.map((part) -> escaped(part.name()) + "=" + escaped(new String(part.content(), StandardCharsets.UTF_8)))
			.collect(Collectors.joining("&"))
			.getBytes(StandardCharsets.US_ASCII);
	}

	private static String escaped(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private byte[] multipart() {
		String delimiter = "--" + boundary();
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (Part part : this.parts) {
			body.writeBytes((delimiter + "\r\n" + part.head() + "\r\n").getBytes(StandardCharsets.UTF_8));
			body.writeBytes(part.content());
			body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		body.writeBytes((delimiter + "--\r\n").getBytes(StandardCharsets.US_ASCII));
		return body.toByteArray();
	}

	/**
	 * What no part contains.
	 */
	private String boundary() {
		String boundary = "fastcgi-test-client";
		while (contains(boundary)) {
			boundary += "-";
		}
		return boundary;
	}

	private boolean contains(String text) {
		return this.parts.stream()
			.anyMatch((part) -> new String(part.content(), StandardCharsets.ISO_8859_1).contains(text));
	}

	/**
	 * A field or a file.
	 *
	 * @param name the name of the field
	 * @param filename the name of the file, or {@code null} if it is none
	 * @param contentType the media type of a file
	 * @param content the value of the field or the content of the file
	 */
	record Part(String name, @Nullable String filename, String contentType, byte[] content) {

		String head() {
			String disposition = "Content-Disposition: form-data; name=\"" + quoted(this.name) + "\"";
			return (this.filename == null) ? disposition + "\r\n" : disposition + "; filename=\""
					+ quoted(this.filename) + "\"\r\nContent-Type: " + this.contentType + "\r\n";
		}

		private static String quoted(String text) {
			return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
		}

	}

}
