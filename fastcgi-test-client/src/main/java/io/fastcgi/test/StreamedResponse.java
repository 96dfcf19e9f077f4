package io.fastcgi.test;

import java.io.BufferedInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A response that is still arriving. Its header is parsed when it is asked for, so that
 * what is no CGI response can be looked at, too.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class StreamedResponse {

	private final InputStream stdout;

	private @Nullable CgiHead head;

	StreamedResponse(InputStream stdout) {
		this.stdout = new BufferedInputStream(stdout);
	}

	/**
	 * The status of the CGI response.
	 * @return the value of {@code Status}, or 200 if there is no such field
	 * @throws ProtocolViolationException if STDOUT does not start with a CGI header block
	 */
	public int status() {
		return head().status();
	}

	/**
	 * The header fields of the CGI response.
	 * @return the values by case-insensitive name
	 * @throws ProtocolViolationException if STDOUT does not start with a CGI header block
	 */
	public Map<String, List<String>> headers() {
		return head().headers();
	}

	/**
	 * The first value of a header field.
	 * @param name the name in any case
	 * @return the value, or {@code null} if there is no such field
	 * @throws ProtocolViolationException if STDOUT does not start with a CGI header block
	 */
	public @Nullable String header(String name) {
		return head().header(name);
	}

	/**
	 * The body, as it arrives. Its end is reported when the server ended the request
	 * properly.
	 * @return the body
	 * @throws ProtocolViolationException if STDOUT does not start with a CGI header block
	 */
	public InputStream body() {
		head();
		return this.stdout;
	}

	/**
	 * All that arrives, the header included, to be used in place of the other methods.
	 * @return what is on STDOUT, or all that an SCGI server sends
	 */
	public InputStream stdout() {
		return this.stdout;
	}

	private CgiHead head() {
		CgiHead parsed = this.head;
		if (parsed == null) {
			parsed = Io.call(() -> CgiHead.read(this.stdout));
			this.head = parsed;
		}
		return parsed;
	}

}
