package io.fastcgi.spring.handler;

import java.util.List;

import io.fastcgi.engine.exchange.Params;

import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebInputException;

/**
 * Finds the path of a request. Paths that a front end and a handler could read in
 * different ways are refused, so that nobody gets past an access rule of the front end.
 *
 * @param sources where to look, in this order
 * @author FastCGI Spring Boot maintainers
 */
record RequestPaths(List<PathSource> sources) {

	/**
	 * Return the path of a request.
	 * @param params the params of the request
	 * @return the encoded path
	 * @throws ServerWebInputException if there is none, or it holds dot segments, which a
	 * front end resolves before it decides who may pass
	 */
	String rawPath(Params params) {
		for (PathSource source : this.sources) {
			String path = source.rawPath(params);
			if (path != null) {
				return requireUnambiguous(path);
			}
		}
		throw new ServerWebInputException("The front end sent no path");
	}

	private static String requireUnambiguous(String path) {
		if (path.indexOf('.') < 0 && path.indexOf('%') < 0) {
			return path;
		}
		for (String segment : path.split("/")) {
			String dots = segment.replace("%2e", ".").replace("%2E", ".");
			if (dots.equals(".") || dots.equals("..")) {
				throw new ServerWebInputException("The path has dot segments");
			}
		}
		return path;
	}

	/**
	 * Parse a path.
	 * @param rawPath the encoded path
	 * @return the path
	 * @throws ServerWebInputException if it is not well encoded, or encodes a NUL
	 */
	static PathContainer parse(String rawPath) {
		try {
			// Front ends give no meaning to a semicolon, so neither may a pattern.
			PathContainer path = PathContainer.parsePath(rawPath.replace(";", "%3B"));
			for (PathContainer.Element element : path.elements()) {
				if (element instanceof PathContainer.PathSegment segment && segment.valueToMatch().indexOf('\0') >= 0) {
					throw new ServerWebInputException("The path holds a NUL character");
				}
			}
			return path;
		}
		catch (IllegalArgumentException ex) {
			throw new ServerWebInputException("The path is not well encoded", null, ex);
		}
	}

}
