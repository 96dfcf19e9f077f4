package io.fastcgi.spring.handler.argument;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fastcgi.engine.exchange.Params;
import io.fastcgi.spring.handler.FastCgiRequest;

import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where the application is, as the client sees it: the scheme is what the front end says,
 * the host is that of the {@code Host} header, because front ends put the name of a
 * virtual host in {@code SERVER_NAME}, which may be a pattern, and the port is that of
 * the header or, if it has none, {@code SERVER_PORT}, because the configuration of nginx
 * in Debian drops it from the header.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ApplicationUri {

	private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");

	private ApplicationUri() {
	}

	static URI of(FastCgiRequest request) {
		return builder(request).build().toUri();
	}

	static UriComponentsBuilder builder(FastCgiRequest request) {
		Params params = request.params();
		String scheme = scheme(params);
		String authority = host(params);
		Matcher host = HOST.matcher(authority);
		if (!host.matches()) {
			throw new ServerWebInputException("The host is not valid");
		}
		int port = port((host.group(2) != null) ? host.group(2) : params.get("SERVER_PORT", ""));
		boolean usual = port <= 0 || port == ((scheme.equals("https")) ? 443 : 80);
		return UriComponentsBuilder.newInstance().scheme(scheme).host(host.group(1)).port((usual) ? -1 : port);
	}

	private static String scheme(Params params) {
		String https = params.get("HTTPS", "");
		boolean secure = https.equalsIgnoreCase("on") || https.equals("1")
				|| params.get("REQUEST_SCHEME", "").equalsIgnoreCase("https");
		return (secure) ? "https" : "http";
	}

	private static String host(Params params) {
		String header = params.get("HTTP_HOST");
		return (StringUtils.hasText(header)) ? header : params.get("SERVER_NAME", "");
	}

	private static int port(String text) {
		try {
			int port = Integer.parseInt(text);
			return (port <= 65535) ? port : -1;
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

}
