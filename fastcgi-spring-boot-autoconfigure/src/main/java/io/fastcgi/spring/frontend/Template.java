package io.fastcgi.spring.frontend;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text with placeholders such as <code>${name}</code>. One that has a line to itself
 * stands for any number of lines, which are indented alike; with none of them, the line
 * is gone.
 *
 * @param text the text
 * @author FastCGI Spring Boot maintainers
 */
record Template(String text) {

	private static final Pattern PLACEHOLDER = Pattern.compile("(?m)^([\\t ]*)\\$\\{(\\w+)}\\n|\\$\\{(\\w+)}");

	/**
	 * Fill the placeholders.
	 * @param values a text or a list of lines for each of them
	 * @return the text without placeholders
	 */
	String fill(Map<String, Object> values) {
		return PLACEHOLDER.matcher(this.text)
			.replaceAll((match) -> Matcher.quoteReplacement(replacement(match, values)));
	}

	private static String replacement(MatchResult match, Map<String, Object> values) {
		String name = (match.group(2) != null) ? match.group(2) : match.group(3);
		Object value = values.get(name);
		if (value == null) {
			throw new IllegalStateException("No value for '%s'".formatted(name));
		}
		if (match.group(2) == null) {
			return value.toString();
		}
		List<?> lines = (value instanceof List<?> list) ? list : List.of(value);
		return lines.stream()
			.map((line) -> ((line.toString().isEmpty()) ? "" : match.group(1) + line) + "\n")
			.collect(Collectors.joining());
	}

}
