package io.fastcgi.test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What of a request goes into its params.
 *
 * @param <R> the type of the request
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 * @see TestRequest
 */
public abstract sealed class RequestParams<R extends RequestParams<R>> permits TestRequest {

	private final ParamList params;

	RequestParams(ParamList params) {
		this.params = params;
	}

	abstract R self();

	/**
	 * Sets a param in its place, or at the end if it is new.
	 * @param name the name
	 * @param value the value, or {@code null} to remove the param
	 * @return this request
	 */
	public R param(String name, @Nullable String value) {
		this.params.set(name, value);
		return self();
	}

	/**
	 * Removes a param.
	 * @param name the name
	 * @return this request
	 */
	public R withoutParam(String name) {
		return param(name, null);
	}

	/**
	 * Adds a param at the end, even if there is one of the same name.
	 * @param name the name
	 * @param value the value
	 * @return this request
	 */
	public R addParam(String name, String value) {
		return addParam(NameValuePair.of(name, value));
	}

	/**
	 * Adds a param at the end, even if there is one of the same name.
	 * @param param the param, whose bytes need not be text
	 * @return this request
	 */
	public R addParam(NameValuePair param) {
		this.params.add(param);
		return self();
	}

	/**
	 * Sets the param that carries a header field of the HTTP request, such as
	 * {@code HTTP_ACCEPT} or {@code CONTENT_TYPE}.
	 * @param name the name of the field
	 * @param value the value, or {@code null} to remove the param
	 * @return this request
	 */
	public R header(String name, @Nullable String value) {
		return param(ParamList.nameOfHeader(name), value);
	}

	/**
	 * Sets HTTP_ACCEPT.
	 * @param mediaTypes the media types that the client wants, with or without parameters
	 * @return this request
	 */
	public R accept(String... mediaTypes) {
		return header("Accept", String.join(", ", mediaTypes));
	}

	/**
	 * Sets CONTENT_TYPE.
	 * @param contentType the media type of the body
	 * @return this request
	 */
	public R contentType(String contentType) {
		return param("CONTENT_TYPE", contentType);
	}

	/**
	 * Adds a cookie to HTTP_COOKIE.
	 * @param name the name
	 * @param value the value, as it is to be sent
	 * @return this request
	 */
	public R cookie(String name, String value) {
		String others = this.params.get("HTTP_COOKIE");
		return header("Cookie", ((others != null) ? others + "; " : "") + name + "=" + value);
	}

	/**
	 * Sets HTTP_AUTHORIZATION for the Basic scheme. What a front end that has checked the
	 * password says of it, such as REMOTE_USER, is a param of its own.
	 * @param user the name of the user
	 * @param password the password
	 * @return this request
	 */
	public R basicAuth(String user, String password) {
		byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
		return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
	}

	/**
	 * Adds to the query, in QUERY_STRING and in REQUEST_URI.
	 * @param name the name, which is escaped
	 * @param value the value, which is escaped
	 * @return this request
	 */
	public R query(String name, String value) {
		String pair = URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
				+ URLEncoder.encode(value, StandardCharsets.UTF_8);
		String query = this.params.get("QUERY_STRING");
		String more = (query != null && !query.isEmpty()) ? query + "&" + pair : pair;
		String target = this.params.get("REQUEST_URI");
		if (target != null) {
			param("REQUEST_URI", target.split("\\?", 2)[0] + "?" + more);
		}
		return param("QUERY_STRING", more);
	}

	/**
	 * The params in the order in which they are sent.
	 * @return a copy of the params
	 */
	public List<NameValuePair> params() {
		return this.params.toList();
	}

	void contentLength(String length) {
		this.params.setContentLength(length);
	}

}
