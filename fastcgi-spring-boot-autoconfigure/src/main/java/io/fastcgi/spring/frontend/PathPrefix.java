package io.fastcgi.spring.frontend;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the paths begin that a pattern matches. Front ends choose by it; it may be shorter
 * than it could be, never longer, and means nothing but itself in their configurations.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class PathPrefix {

	static final Comparator<String> LONGEST_FIRST = Comparator.comparing(String::length)
		.reversed()
		.thenComparing(Comparator.naturalOrder());

	private static final Pattern LITERAL = Pattern.compile("(/[A-Za-z0-9._~-]+)*(?=/|$)");

	private PathPrefix() {
	}

	static String of(String pattern) {
		Matcher literal = LITERAL.matcher(pattern);
		String prefix = (literal.lookingAt()) ? literal.group() : "";
		String rest = pattern.substring(prefix.length());
		// What follows a slash may be nothing only for a pattern of its own
		return (rest.isEmpty() || rest.equals("/**") || rest.startsWith("/{*")) ? orRoot(prefix) : prefix + "/";
	}

	private static String orRoot(String prefix) {
		return (prefix.isEmpty()) ? "/" : prefix;
	}

}
