package io.fastcgi.spring.handler.message;

import java.util.List;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Reads {@code Cookie} headers (RFC 6265, section 4.2).
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Cookies {

	private Cookies() {
	}

	static MultiValueMap<String, String> parse(List<String> headers) {
		MultiValueMap<String, String> cookies = new LinkedMultiValueMap<>();
		for (String header : headers) {
			for (String pair : header.split(";")) {
				int equals = pair.indexOf('=');
				if (equals > 0) {
					cookies.add(pair.substring(0, equals).strip(), unquote(pair.substring(equals + 1).strip()));
				}
			}
		}
		return cookies;
	}

	private static String unquote(String value) {
		boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
		return (quoted) ? value.substring(1, value.length() - 1) : value;
	}

}
