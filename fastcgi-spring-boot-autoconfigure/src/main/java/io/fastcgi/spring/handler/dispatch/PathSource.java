package io.fastcgi.spring.handler.dispatch;

import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.exchange.Params;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * Param from which the path of a request is taken. Front ends send different ones, and
 * one that rewrites a path leaves {@code REQUEST_URI} as the client sent it.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public enum PathSource {

	/**
	 * {@code REQUEST_URI}: what the client asked for, still encoded.
	 */
	REQUEST_URI {

		@Override
		@Nullable String rawPath(Params params) {
			String uri = params.get("REQUEST_URI");
			if (uri == null) {
				return null;
			}
			int query = uri.indexOf('?');
			String path = (query >= 0) ? uri.substring(0, query) : uri;
			return (path.startsWith("/")) ? path : pathOfAbsoluteForm(path);
		}

	},

	/**
	 * {@code SCRIPT_NAME} followed by {@code PATH_INFO}, both decoded by the front end.
	 */
	SCRIPT_NAME {

		@Override
		@Nullable String rawPath(Params params) {
			return encode(params.get("SCRIPT_NAME", "") + params.get("PATH_INFO", ""));
		}

	},

	/**
	 * {@code DOCUMENT_URI}, decoded and normalized by the front end.
	 */
	DOCUMENT_URI {

		@Override
		@Nullable String rawPath(Params params) {
			return encode(params.get("DOCUMENT_URI", ""));
		}

	};

	/**
	 * Return the path of a request.
	 * @param params the params of the request
	 * @return the encoded path or {@code null} if this source has none
	 */
	abstract @Nullable String rawPath(Params params);

	private static @Nullable String encode(String path) {
		return (path.startsWith("/")) ? UriUtils.encodePath(path, StandardCharsets.UTF_8) : null;
	}

	private static @Nullable String pathOfAbsoluteForm(String uri) {
		int authority = uri.indexOf("://");
		if (authority < 0) {
			return null;
		}
		int path = uri.indexOf('/', authority + 3);
		return (path >= 0) ? uri.substring(path) : "/";
	}

}
