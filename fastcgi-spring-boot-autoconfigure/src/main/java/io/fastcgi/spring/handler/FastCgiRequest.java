package io.fastcgi.spring.handler;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Map;

import io.fastcgi.engine.exchange.BlockingExchange;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Role;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Request as a handler method sees it. What the front end says is in {@link #params()},
 * what the client says is in {@link #headers()}; neither finds its way into the other.
 * <p>
 * Headers, query and cookies are decoded when they are first asked for. An instance is
 * used by one thread at a time.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiRequest {

	private static final MultiValueMap<String, String> EMPTY = CollectionUtils
		.unmodifiableMultiValueMap(new LinkedMultiValueMap<>());

	private static final byte[] NO_BODY = {};

	private static final int LONGEST_DESCRIPTION = 512;

	private final Exchange exchange;

	private final HttpMethod method;

	private final String rawPath;

	private final FastCgiResponse response;

	private Map<String, String> pathVariables = Collections.emptyMap();

	private byte @Nullable [] gatheredBody;

	private @Nullable InputStream body;

	private @Nullable PathPattern pattern;

	private @Nullable HttpHeaders headers;

	private @Nullable MultiValueMap<String, String> queryParams;

	private @Nullable MultiValueMap<String, String> formParams;

	private @Nullable MultiValueMap<String, String> cookies;

	FastCgiRequest(Exchange exchange, String rawPath) {
		this.exchange = exchange;
		this.method = HttpMethod.valueOf(exchange.params().get("REQUEST_METHOD", "GET"));
		this.rawPath = rawPath;
		this.response = new FastCgiResponse(exchange, this.method);
	}

	/**
	 * Return the exchange of the engine.
	 * @return the exchange
	 */
	public Exchange exchange() {
		return this.exchange;
	}

	/**
	 * Return what the front end says.
	 * @return the params
	 */
	public Params params() {
		return this.exchange.params();
	}

	/**
	 * Return the role that the front end asks for.
	 * @return the role
	 */
	public Role role() {
		return this.exchange.role();
	}

	/**
	 * Return the request method, {@code GET} if the front end sent none.
	 * @return the method
	 */
	public HttpMethod method() {
		return this.method;
	}

	/**
	 * Return the path as it was used for routing, still encoded.
	 * @return the path
	 */
	public String path() {
		return this.rawPath;
	}

	/**
	 * Return path and query.
	 * @return the relative URI
	 * @throws ServerWebInputException if what the client sent is no URI, or one that
	 * would be taken to name another host
	 */
	public URI uri() {
		String query = params().get("QUERY_STRING");
		try {
			URI uri = new URI((query != null) ? this.rawPath + "?" + query : this.rawPath);
			if (uri.getRawAuthority() == null && this.rawPath.equals(uri.getRawPath())) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			throw new ServerWebInputException("The request target is not a URI", null, ex);
		}
		throw new ServerWebInputException("The request target is not a URI without a host");
	}

	/**
	 * Return the pattern of the handler that serves the request.
	 * @return the pattern or {@code null} if no handler was found
	 */
	public @Nullable PathPattern pattern() {
		return this.pattern;
	}

	/**
	 * Return the variables of the path, decoded.
	 * @return the path variables
	 */
	public Map<String, String> pathVariables() {
		return this.pathVariables;
	}

	/**
	 * Return what the client says.
	 * @return the headers, read-only
	 */
	public HttpHeaders headers() {
		if (this.headers == null) {
			this.headers = ClientHeaders.from(params());
		}
		return this.headers;
	}

	/**
	 * Return the parameters of the query.
	 * @return the query parameters, decoded
	 */
	public MultiValueMap<String, String> queryParams() {
		if (this.queryParams == null) {
			String query = params().get("QUERY_STRING");
			this.queryParams = (query != null) ? FormData.parse(query) : EMPTY;
		}
		return this.queryParams;
	}

	/**
	 * Return the fields of a form that the client posted.
	 * @return the form fields, decoded; none if the handler reads the body itself
	 */
	public MultiValueMap<String, String> formParams() {
		if (this.formParams == null) {
			byte[] body = this.gatheredBody;
			this.formParams = (body != null && FormData.isForm(params())) ? FormData.parse(body, params()) : EMPTY;
		}
		return this.formParams;
	}

	/**
	 * Return the cookies.
	 * @return the cookie values by name
	 */
	public MultiValueMap<String, String> cookies() {
		if (this.cookies == null) {
			this.cookies = Cookies.parse(params().all("HTTP_COOKIE"));
		}
		return this.cookies;
	}

	/**
	 * Return the request body, from where it was read last.
	 * @return a stream that waits for the front end where it has to
	 */
	public InputStream body() {
		if (this.body == null) {
			this.body = (this.gatheredBody != null) ? new ByteArrayInputStream(this.gatheredBody)
					: new BlockingExchange(this.exchange).stdin();
		}
		return this.body;
	}

	FastCgiResponse response() {
		return this.response;
	}

	byte[] gatheredBody() {
		return (this.gatheredBody != null) ? this.gatheredBody : NO_BODY;
	}

	void gatheredBody(byte[] body) {
		this.gatheredBody = body;
	}

	void matched(PathPattern pattern, Map<String, String> pathVariables) {
		this.pattern = pattern;
		this.pathVariables = pathVariables;
	}

	/**
	 * Return method and path without control characters, fit for a log.
	 * @return a short description
	 */
	@Override
	public String toString() {
		String text = this.method + " " + this.rawPath;
		String start = text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION));
		return start.replaceAll("[\\p{Cc}\\u2028\\u2029]", "?");
	}

}
