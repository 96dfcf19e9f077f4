package io.fastcgi.spring.handler.message;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;

import io.fastcgi.engine.exchange.Params;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebInputException;

/**
 * Reads {@code application/x-www-form-urlencoded} data, in a query or in a body.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class FormData {

	/**
	 * The most fields, as many as Tomcat and Jetty take: each one costs far more memory
	 * than bytes on the wire.
	 */
	private static final int MAX_FIELDS = 1000;

	private FormData() {
	}

	public static boolean isForm(Params params) {
		String contentType = params.get("CONTENT_TYPE");
		return contentType != null
				&& contentType.regionMatches(true, 0, MediaType.APPLICATION_FORM_URLENCODED_VALUE, 0, 33);
	}

	static MultiValueMap<String, String> parse(byte[] body, Params params) {
		return parse(new String(body, StandardCharsets.UTF_8), charset(params.get("CONTENT_TYPE")));
	}

	private static Charset charset(@Nullable String contentType) {
		try {
			MediaType mediaType = (contentType != null) ? MediaType.parseMediaType(contentType) : null;
			Charset charset = (mediaType != null) ? mediaType.getCharset() : null;
			return (charset != null) ? charset : StandardCharsets.UTF_8;
		}
		catch (InvalidMediaTypeException ex) {
			return StandardCharsets.UTF_8;
		}
	}

	static MultiValueMap<String, String> parse(String data) {
		return parse(data, StandardCharsets.UTF_8);
	}

	private static MultiValueMap<String, String> parse(String data, Charset charset) {
		MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
		int count = 0;
		try {
			for (StringTokenizer pairs = new StringTokenizer(data, "&"); pairs.hasMoreTokens();) {
				if (++count > MAX_FIELDS) {
					throw new ServerWebInputException(
							"There are more than %d request parameters".formatted(MAX_FIELDS));
				}
				String pair = pairs.nextToken();
				int equals = pair.indexOf('=');
				String name = (equals >= 0) ? pair.substring(0, equals) : pair;
				String value = (equals >= 0) ? pair.substring(equals + 1) : "";
				fields.add(URLDecoder.decode(name, charset), URLDecoder.decode(value, charset));
			}
		}
		catch (IllegalArgumentException ex) {
			throw new ServerWebInputException("Form data is not well encoded", null, ex);
		}
		return fields;
	}

}
