package io.fastcgi.test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * A complete response. What concerns CGI is parsed when it is asked for, so that a
 * response without a document (a rejected or an aborted request) can be looked at, too.
 * AssertJ's {@code assertThat} knows it:
 *
 * <pre>{@code
 * assertThat(response).hasStatusOk().hasContentType("text/plain").bodyText().contains("you");
 * }</pre>
 *
 * @param stdout all of STDOUT, or all that an SCGI server sent
 * @param stderr all of STDERR, empty for SCGI
 * @param appStatus the exit status of the application, 0 for SCGI
 * @param protocolStatus how the request ended, {@link #REQUEST_COMPLETE} for SCGI
 * @param records the records of the request id in their order, empty for SCGI
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record TestResponse(byte[] stdout, byte[] stderr, int appStatus, int protocolStatus,
		List<TestRecord> records) implements AssertProvider<TestResponseAssert> {

	/** Protocol status of a request that ended normally. */
	public static final int REQUEST_COMPLETE = 0;

	/** Protocol status of a request on a connection that takes one at a time. */
	public static final int CANT_MPX_CONN = 1;

	/** Protocol status of a request for which the application lacks a resource. */
	public static final int OVERLOADED = 2;

	/** Protocol status of a request with a role that the application does not know. */
	public static final int UNKNOWN_ROLE = 3;

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
	 * What follows the CGI header block.
	 * @return the body
	 * @throws ProtocolViolationException if STDOUT does not start with a CGI header block
	 */
	public byte[] body() {
		return Io.call(() -> {
			ByteArrayInputStream document = new ByteArrayInputStream(this.stdout);
			CgiHead.read(document);
			return document.readAllBytes();
		});
	}

	/**
	 * The body as text.
	 * @return the body, decoded from UTF-8
	 * @throws ProtocolViolationException if STDOUT does not start with a CGI header block
	 */
	public String bodyAsString() {
		return new String(body(), StandardCharsets.UTF_8);
	}

	/**
	 * STDERR as text.
	 * @return what was reported, decoded from UTF-8
	 */
	public String stderrAsString() {
		return new String(this.stderr, StandardCharsets.UTF_8);
	}

	/**
	 * Lets AssertJ's {@code assertThat(response)} offer assertions about responses.
	 * @return assertions about this response
	 */
	@Override
	public TestResponseAssert assertThat() {
		return new TestResponseAssert(this);
	}

	private CgiHead head() {
		return Io.call(() -> CgiHead.read(new ByteArrayInputStream(this.stdout)));
	}

	@Override
	public String toString() {
		return new String(this.stdout, StandardCharsets.UTF_8) + "\n[stderr='" + stderrAsString() + "', appStatus="
				+ this.appStatus + ", protocolStatus=" + this.protocolStatus + "]";
	}

}
