package io.fastcgi.test;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A response whose body is still arriving.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class StreamedResponse {

	private final CgiHead head;

	private final InputStream body;

	StreamedResponse(InputStream stdout) throws IOException {
		this.body = new BufferedInputStream(stdout);
		this.head = CgiHead.read(this.body);
	}

	/**
	 * The status of the CGI response.
	 * @return the value of {@code Status}, or 200 if there is no such field
	 */
	public int status() {
		return this.head.status();
	}

	/**
	 * The header fields of the CGI response.
	 * @return the values by case-insensitive name
	 */
	public Map<String, List<String>> headers() {
		return this.head.headers();
	}

	/**
	 * The first value of a header field.
	 * @param name the name in any case
	 * @return the value, or {@code null} if there is no such field
	 */
	public @Nullable String header(String name) {
		return this.head.header(name);
	}

	/**
	 * The body, as it arrives. Its end is reported when the server ended the request
	 * properly.
	 * @return the body
	 */
	public InputStream body() {
		return this.body;
	}

}
