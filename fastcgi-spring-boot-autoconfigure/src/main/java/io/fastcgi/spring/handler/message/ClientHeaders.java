package io.fastcgi.spring.handler.message;

import java.util.Locale;

import io.fastcgi.engine.exchange.Params;

import org.springframework.http.HttpHeaders;

/**
 * Headers of the client, out of the params that carry them (RFC 3875, section 4.1.18).
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class ClientHeaders {

	private static final String PREFIX = "HTTP_";

	private ClientHeaders() {
	}

	static HttpHeaders from(Params params) {
		HttpHeaders headers = new HttpHeaders();
		for (Params.Param param : params) {
			String name = param.name();
			if (name.startsWith(PREFIX) && !isWithheld(name)) {
				headers.add(headerName(name), param.value());
			}
		}
		String contentType = params.get("CONTENT_TYPE");
		if (contentType != null) {
			headers.set(HttpHeaders.CONTENT_TYPE, contentType);
		}
		long contentLength = params.number("CONTENT_LENGTH");
		if (contentLength >= 0) {
			headers.setContentLength(contentLength);
		}
		return HttpHeaders.readOnlyHttpHeaders(headers);
	}

	/**
	 * What describes the body is taken from the front end, and a client must not set a
	 * proxy for whoever takes headers for environment variables ("httpoxy").
	 * @param name the name of the param
	 * @return whether it must not become a header
	 */
	public static boolean isWithheld(String name) {
		return switch (name) {
			case "HTTP_PROXY", "HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH" -> true;
			default -> name.length() == PREFIX.length();
		};
	}

	private static String headerName(String paramName) {
		StringBuilder name = new StringBuilder(paramName.length());
		boolean first = true;
		for (int i = PREFIX.length(); i < paramName.length(); i++) {
			char c = paramName.charAt(i);
			name.append((c == '_') ? '-' : (first) ? c : Character.toLowerCase(c));
			first = c == '_';
		}
		return name.toString();
	}

	/**
	 * Return the param that carries a header.
	 * @param headerName the name of the header
	 * @return the name of the param
	 */
	public static String paramName(String headerName) {
		String name = headerName.toUpperCase(Locale.ROOT).replace('-', '_');
		return (name.equals("CONTENT_TYPE") || name.equals("CONTENT_LENGTH")) ? name : PREFIX + name;
	}

}
