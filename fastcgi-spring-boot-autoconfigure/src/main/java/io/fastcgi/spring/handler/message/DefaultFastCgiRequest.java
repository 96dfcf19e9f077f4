package io.fastcgi.spring.handler.message;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.fastcgi.engine.exchange.BlockingExchange;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.util.pattern.PathPattern;

/**
 * {@link FastCgiRequest} that decodes what it is asked for.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class DefaultFastCgiRequest implements FastCgiRequest {

	private static final MultiValueMap<String, String> EMPTY = CollectionUtils
		.unmodifiableMultiValueMap(new LinkedMultiValueMap<>());

	private static final byte[] NO_BODY = {};

	private static final int LONGEST_DESCRIPTION = 512;

	private final Exchange exchange;

	private final HttpMethod method;

	private final String rawPath;

	private final DefaultFastCgiResponse response;

	private final Map<String, Object> attributes = new HashMap<>(0);

	private final EndCallbacks endCallbacks = new EndCallbacks();

	private Map<String, String> pathVariables = Collections.emptyMap();

	private byte @Nullable [] gatheredBody;

	private @Nullable InputStream body;

	private @Nullable PathPattern pattern;

	private @Nullable HttpHeaders headers;

	private @Nullable MultiValueMap<String, String> queryParams;

	private @Nullable MultiValueMap<String, String> formParams;

	private @Nullable MultiValueMap<String, String> cookies;

	/**
	 * Create the request of an exchange.
	 * @param exchange the exchange
	 * @param rawPath the encoded path
	 */
	public DefaultFastCgiRequest(Exchange exchange, String rawPath) {
		this.exchange = exchange;
		this.method = HttpMethod.valueOf(exchange.params().get("REQUEST_METHOD", "GET"));
		this.rawPath = rawPath;
		this.response = new DefaultFastCgiResponse(exchange, this.method);
	}

	@Override
	public Exchange exchange() {
		return this.exchange;
	}

	@Override
	public HttpMethod method() {
		return this.method;
	}

	@Override
	public String path() {
		return this.rawPath;
	}

	@Override
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

	@Override
	public @Nullable PathPattern pattern() {
		return this.pattern;
	}

	@Override
	public Map<String, String> pathVariables() {
		return this.pathVariables;
	}

	@Override
	public HttpHeaders headers() {
		if (this.headers == null) {
			this.headers = ClientHeaders.from(params());
		}
		return this.headers;
	}

	@Override
	public MultiValueMap<String, String> queryParams() {
		if (this.queryParams == null) {
			String query = params().get("QUERY_STRING");
			this.queryParams = (query != null) ? FormData.parse(query) : EMPTY;
		}
		return this.queryParams;
	}

	@Override
	public MultiValueMap<String, String> formParams() {
		if (this.formParams == null) {
			byte[] body = this.gatheredBody;
			this.formParams = (body != null && FormData.isForm(params())) ? FormData.parse(body, params()) : EMPTY;
		}
		return this.formParams;
	}

	@Override
	public MultiValueMap<String, String> cookies() {
		if (this.cookies == null) {
			this.cookies = Cookies.parse(params().all("HTTP_COOKIE"));
		}
		return this.cookies;
	}

	@Override
	public InputStream body() {
		if (this.body == null) {
			this.body = (this.gatheredBody != null) ? new ByteArrayInputStream(this.gatheredBody)
					: new BlockingExchange(this.exchange).stdin();
		}
		return this.body;
	}

	@Override
	public DefaultFastCgiResponse response() {
		return this.response;
	}

	@Override
	public Map<String, Object> attributes() {
		return this.attributes;
	}

	@Override
	public void onEnd(Runnable callback) {
		this.endCallbacks.add(callback);
	}

	/**
	 * Call those who want to know that the request is over, if nobody has done so.
	 */
	public void ended() {
		this.endCallbacks.call();
	}

	@Override
	public void reportError(String text) {
		this.exchange.writeError(Unpooled.copiedBuffer(indented(text), StandardCharsets.UTF_8));
	}

	@Override
	public byte[] gatheredBody() {
		return (this.gatheredBody != null) ? this.gatheredBody : NO_BODY;
	}

	/**
	 * Set the body that was read for the handler.
	 * @param body the whole body
	 */
	public void gatheredBody(byte[] body) {
		this.gatheredBody = body;
	}

	/**
	 * Set what was found for the path.
	 * @param pattern the pattern of the handler
	 * @param pathVariables the variables in it
	 */
	public void matched(PathPattern pattern, Map<String, String> pathVariables) {
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
		return printable(start);
	}

	private static String indented(String text) {
		return text.strip().lines().map(DefaultFastCgiRequest::printable).collect(Collectors.joining("\n\t", "", "\n"));
	}

	private static String printable(String text) {
		return text.replaceAll("[\\p{Cc}\\u2028\\u2029]", "?");
	}

}
