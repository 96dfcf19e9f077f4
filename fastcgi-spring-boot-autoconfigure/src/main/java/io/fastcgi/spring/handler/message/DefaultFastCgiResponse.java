package io.fastcgi.spring.handler.message;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.handler.FastCgiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.util.CollectionUtils;

/**
 * {@link FastCgiResponse} that is held back until it is too long for that.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class DefaultFastCgiResponse implements FastCgiResponse {

	private static final Set<String> NEVER_SENT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

	static {
		NEVER_SENT.addAll(List.of("Keep-Alive", "Proxy-Authenticate", "Proxy-Connection", "Status", "TE", "Trailer",
				"Transfer-Encoding"));
	}

	private final Exchange exchange;

	private final boolean bodyAllowed;

	private final ResponseBody body = new ResponseBody(this);

	/**
	 * Sorted, because a map that hashes names has to make lower case of each of them,
	 * each time. The order of fields of different names has no meaning (RFC 9110, section
	 * 5.3).
	 */
	private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	/**
	 * A view of the fields. To go over them it would make a copy.
	 */
	private final HttpHeaders headers = new HttpHeaders(CollectionUtils.toMultiValueMap(this.fields));

	private HttpStatusCode status = HttpStatus.OK;

	private @Nullable HttpHeaders kept;

	private boolean lengthUnknown;

	private boolean headWritten;

	private volatile boolean decided;

	DefaultFastCgiResponse(Exchange exchange, HttpMethod method) {
		this.exchange = exchange;
		this.bodyAllowed = method != HttpMethod.HEAD;
	}

	@Override
	public HttpStatusCode status() {
		return this.status;
	}

	@Override
	public void status(HttpStatusCode status) {
		this.status = status;
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public OutputStream getBody() {
		return this.body.withoutFlush();
	}

	@Override
	public OutputStream stream() {
		return this.body;
	}

	Exchange exchange() {
		return this.exchange;
	}

	@Override
	public boolean isCommitted() {
		return this.headWritten || this.exchange.isEnded();
	}

	@Override
	public boolean hasBody() {
		return this.bodyAllowed && (statusAllowsBody() || isTunnel());
	}

	/**
	 * Return whether the status makes a tunnel of the request.
	 * @return whether what is written after the head is no body
	 */
	public boolean isTunnel() {
		return this.status.value() == HttpStatus.SWITCHING_PROTOCOLS.value();
	}

	private boolean statusAllowsBody() {
		int code = this.status.value();
		return code >= 200 && code != HttpStatus.NO_CONTENT.value() && code != HttpStatus.NOT_MODIFIED.value();
	}

	/**
	 * Set whether what is sent from now on was decided by the handler of an authorizer.
	 * Nobody else grants access.
	 * @param decided whether status 200 may be sent to a front end that asks for access
	 */
	public void decided(boolean decided) {
		this.decided = decided;
	}

	/**
	 * Set whether the body is written by a thread that may wait for the front end. One
	 * that may not has to look whether the exchange is writable.
	 * @param blocking whether writes may block
	 */
	public void blocking(boolean blocking) {
		this.body.blocking(blocking);
	}

	/**
	 * Note that a body which is not sent has a length that nobody knows.
	 */
	public void lengthUnknown() {
		this.lengthUnknown = true;
	}

	/**
	 * Send status and headers before there is a body.
	 * @param first what is sent with them, may be empty
	 */
	public void open(byte[] first) {
		this.body.open(first);
	}

	/**
	 * Take the headers that are there for those of every response to this request, also
	 * of the one to an error.
	 */
	public void keepHeaders() {
		if (!this.headers.isEmpty()) {
			this.kept = HttpHeaders.copyOf(this.headers);
		}
	}

	/**
	 * Forget what was not sent, to give another response.
	 */
	public void reset() {
		this.headers.clear();
		if (this.kept != null) {
			this.headers.putAll(this.kept);
		}
		this.lengthUnknown = false;
		this.body.reset();
		this.status = HttpStatus.OK;
	}

	/**
	 * Write the head if it was not written.
	 * @param contentLength the length of the whole body or {@code -1} if unknown
	 */
	void writeHead(long contentLength) {
		if (!this.headWritten) {
			boolean grants = this.exchange.role() == Role.AUTHORIZER && this.status.value() == HttpStatus.OK.value();
			if (grants && !this.decided) {
				this.status = HttpStatus.FORBIDDEN;
			}
			if (statusAllowsBody()) {
				describeBody((this.lengthUnknown) ? -1 : contentLength);
			}
			this.exchange.write(head());
			this.headWritten = true;
		}
	}

	/**
	 * Say how long a body is unless it is left out, where the handler may know better,
	 * and what it is (RFC 3875, section 6.3.1).
	 * @param contentLength the length of the whole body or {@code -1} if unknown
	 */
	private void describeBody(long contentLength) {
		if (contentLength >= 0 && (this.bodyAllowed || !this.headers.containsHeader(HttpHeaders.CONTENT_LENGTH))) {
			this.headers.setContentLength(contentLength);
		}
		if (contentLength != 0 && !this.headers.containsHeader(HttpHeaders.CONTENT_TYPE)) {
			this.headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
		}
	}

	private ResponseHead head() {
		HttpStatus known = HttpStatus.resolve(this.status.value());
		ResponseHead head = ResponseHead.of(this.status.value(), (known != null) ? known.getReasonPhrase() : "");
		this.fields.forEach((name, values) -> {
			if (isSent(name)) {
				for (String value : values) {
					head.header(name, value);
				}
			}
		});
		return head;
	}

	/**
	 * What concerns the connection of the client is for the front end to say (RFC 3875,
	 * section 6.3.4), and the status has a place of its own.
	 * @param name the name of a header
	 * @return whether the header is sent
	 */
	private boolean isSent(String name) {
		if (NEVER_SENT.contains(name)) {
			return false;
		}
		if (name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
			return statusAllowsBody();
		}
		if (name.equalsIgnoreCase(HttpHeaders.UPGRADE)) {
			return isTunnel() || this.status.value() == HttpStatus.UPGRADE_REQUIRED.value();
		}
		return isTunnel() || !name.equalsIgnoreCase(HttpHeaders.CONNECTION);
	}

	/**
	 * Send what is left and end the request.
	 * @throws IOException if the request was aborted
	 */
	public void complete() throws IOException {
		this.body.complete();
		this.exchange.end();
	}

}
