package io.fastcgi.test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The params that nginx sends with its stock {@code fastcgi_params} and
 * {@code scgi_params}.
 *
 * @param method the request method
 * @param target the request target as the client sent it
 * @author FastCGI Spring Boot maintainers
 */
record FrontEndParams(String method, String target) {

	ParamList forFastCgi() {
		ParamList params = new ParamList();
		params.set("QUERY_STRING", query());
		params.set("REQUEST_METHOD", this.method);
		params.set("CONTENT_TYPE", "");
		params.set("CONTENT_LENGTH", "");
		params.set("SCRIPT_NAME", decodedPath());
		params.set("REQUEST_URI", this.target);
		params.set("DOCUMENT_URI", decodedPath());
		params.set("DOCUMENT_ROOT", "/srv/www");
		params.set("SERVER_PROTOCOL", "HTTP/1.1");
		params.set("REQUEST_SCHEME", "http");
		params.set("GATEWAY_INTERFACE", "CGI/1.1");
		params.set("SERVER_SOFTWARE", "fastcgi-test-client");
		params.set("REMOTE_ADDR", "127.0.0.1");
		params.set("REMOTE_PORT", "50000");
		params.set("SERVER_ADDR", "127.0.0.1");
		params.set("SERVER_PORT", "80");
		params.set("SERVER_NAME", "localhost");
		params.set("REDIRECT_STATUS", "200");
		params.set("HTTP_HOST", "localhost");
		return params;
	}

	ParamList forScgi() {
		ParamList params = new ParamList();
		params.set("CONTENT_LENGTH", "0");
		params.set("REQUEST_METHOD", this.method);
		params.set("REQUEST_URI", this.target);
		params.set("QUERY_STRING", query());
		params.set("CONTENT_TYPE", "");
		params.set("DOCUMENT_URI", decodedPath());
		params.set("DOCUMENT_ROOT", "/srv/www");
		params.set("SCGI", "1");
		params.set("SERVER_PROTOCOL", "HTTP/1.1");
		params.set("REQUEST_SCHEME", "http");
		params.set("REMOTE_ADDR", "127.0.0.1");
		params.set("REMOTE_PORT", "50000");
		params.set("SERVER_PORT", "80");
		params.set("SERVER_NAME", "localhost");
		params.set("HTTP_HOST", "localhost");
		return params;
	}

	private int pathLength() {
		int query = this.target.indexOf('?');
		return (query != -1) ? query : this.target.length();
	}

	private String query() {
		return this.target.substring(Math.min(this.target.length(), pathLength() + 1));
	}

	/**
	 * The path with its valid escapes decoded.
	 */
	private String decodedPath() {
		byte[] path = this.target.substring(0, pathLength()).getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream decoded = new ByteArrayOutputStream();
		for (int i = 0; i < path.length; i++) {
			int high = (path[i] == '%' && i + 2 < path.length) ? Character.digit(path[i + 1], 16) : -1;
			int low = (high != -1) ? Character.digit(path[i + 2], 16) : -1;
			if (low != -1) {
				decoded.write(high << 4 | low);
				i += 2;
			}
			else {
				decoded.write(path[i]);
			}
		}
		return decoded.toString(StandardCharsets.UTF_8);
	}

}
