package io.fastcgi.spring.handler.dispatch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.springframework.web.util.pattern.PathPattern;

/**
 * The segments of a path pattern.
 *
 * @param fixed those that match one segment each, from the end if the pattern is open at
 * the start
 * @param open where there may be any number of segments more
 * @author FastCGI Spring Boot maintainers
 */
record Segments(List<String> fixed, Open open) {

	private static final String ANY = "*";

	static Segments of(PathPattern pattern) {
		List<String> all = split(pattern.getPatternString());
		if (isOpen(all.get(0))) {
			List<String> fixed = new ArrayList<>(all.subList(1, all.size()));
			Collections.reverse(fixed);
			return new Segments(fixed, (fixed.isEmpty()) ? Open.AT_THE_END : Open.AT_THE_START);
		}
		int last = all.size() - 1;
		return (isOpen(all.get(last))) ? new Segments(all.subList(0, last), Open.AT_THE_END)
				: new Segments(all, Open.NOWHERE);
	}

	String get(int index) {
		return (index < this.fixed.size()) ? this.fixed.get(index) : ANY;
	}

	private static boolean isOpen(String segment) {
		return segment.equals("**") || segment.startsWith("{*");
	}

	private static List<String> split(String pattern) {
		List<String> segments = new ArrayList<>();
		int braces = 0;
		int start = (pattern.startsWith("/")) ? 1 : 0;
		for (int i = start; i < pattern.length(); i++) {
			char c = pattern.charAt(i);
			braces += (c == '{') ? 1 : (c == '}') ? -1 : 0;
			if (c == '/' && braces == 0) {
				segments.add(pattern.substring(start, i));
				start = i + 1;
			}
		}
		segments.add(pattern.substring(start));
		return segments;
	}

	/**
	 * Where a pattern is open.
	 */
	enum Open {

		/**
		 * Nowhere: it matches paths of one length.
		 */
		NOWHERE,

		/**
		 * At the start, as {@code /**}{@code /a} is.
		 */
		AT_THE_START,

		/**
		 * At the end, as {@code /a/**} is.
		 */
		AT_THE_END

	}

}
