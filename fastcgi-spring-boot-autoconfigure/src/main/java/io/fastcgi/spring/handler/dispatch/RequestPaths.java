package io.fastcgi.spring.handler.dispatch;

import java.util.List;
import java.util.regex.Pattern;

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
	 * A segment of one or two dots. Front ends decode before they resolve such segments,
	 * and some take a backslash for a slash.
	 */
	private static final Pattern DOT_SEGMENT = Pattern.compile("(^|/|\\\\|%2f|%5c)(\\.|%2e){1,2}($|/|\\\\|%2f|%5c|;)",
			Pattern.CASE_INSENSITIVE);

	private static final char REPLACEMENT = '\uFFFD';

	/**
	 * Return the path of a request.
	 * @param params the params of the request
	 * @return the encoded path
	 * @throws ServerWebInputException if there is none, or it holds dot segments or a
	 * fragment, which a front end resolves before it decides who may pass
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
		if (path.indexOf('#') >= 0) {
			throw new ServerWebInputException("The path has a fragment");
		}
		boolean mayHaveDots = path.indexOf('.') >= 0 || path.contains("%2e") || path.contains("%2E");
		if (mayHaveDots && DOT_SEGMENT.matcher(path).find()) {
			throw new ServerWebInputException("The path has dot segments");
		}
		return path;
	}

	/**
	 * Parse a path.
	 * @param rawPath the encoded path
	 * @return the path
	 * @throws ServerWebInputException if it is not well encoded, or holds a NUL
	 */
	static PathContainer parse(String rawPath) {
		try {
			// Front ends give no meaning to a semicolon, so neither may a pattern.
			PathContainer path = PathContainer.parsePath(rawPath.replace(";", "%3B"));
			for (PathContainer.Element element : path.elements()) {
				if (element instanceof PathContainer.PathSegment segment && !isText(segment.valueToMatch())) {
					throw new ServerWebInputException("The path holds a NUL character, or is not UTF-8");
				}
			}
			return path;
		}
		catch (IllegalArgumentException ex) {
			throw new ServerWebInputException("The path is not well encoded", null, ex);
		}
	}

	private static boolean isText(String segment) {
		return segment.indexOf('\0') < 0 && segment.indexOf(REPLACEMENT) < 0;
	}

}
