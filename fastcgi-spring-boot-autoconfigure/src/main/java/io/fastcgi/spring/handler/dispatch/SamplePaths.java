package io.fastcgi.spring.handler.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.web.util.UriUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Paths that match two patterns at once. They are put together segment by segment, with
 * guesses for variables and wildcards, and then tried, so that what is found is certain;
 * that nothing is found proves nothing.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class SamplePaths {

	private static final PathPatternParser PATTERNS = new PathPatternParser();

	/**
	 * What the expression of a variable may ask for.
	 */
	private static final List<String> GUESSES = List.of("1", "abc", "a", "A", "42", "2026", "2026-01-31", "ab", "a1",
			"true", "de", "de-DE", "123e4567-e89b-12d3-a456-426614174000", "");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?:[^{}]|\\{[^{}]*})*}|\\*|\\?");

	private static final int ENOUGH = 4;

	private static final int MORE_SEGMENTS = 2;

	private SamplePaths() {
	}

	/**
	 * Return paths that both patterns match.
	 * @param one a pattern
	 * @param other another pattern
	 * @return a few paths, encoded; none if none was found
	 */
	static List<String> of(PathPattern one, PathPattern other) {
		return choices(Segments.of(one), Segments.of(other))
			.filter((choices) -> choices.stream().noneMatch(List::isEmpty))
			.flatMap(SamplePaths::paths)
			.distinct()
			.filter((path) -> matches(one, path) && matches(other, path))
			.toList();
	}

	private static Stream<List<List<String>>> choices(Segments one, Segments other) {
		if (one.open() != other.open()) {
			return Stream.of(joined(one, other), joined(other, one));
		}
		int length = Math.max(one.fixed().size(), other.fixed().size());
		IntStream lengths = (one.open() == Segments.Open.NOWHERE) ? IntStream.of(length)
				: IntStream.rangeClosed(length, length + MORE_SEGMENTS);
		return lengths.mapToObj((it) -> choices(one, other, it));
	}

	private static List<List<String>> joined(Segments one, Segments other) {
		List<List<String>> choices = choices(one, one, one.fixed().size());
		choices.addAll(choices(other, other, other.fixed().size()));
		return choices;
	}

	private static Stream<String> paths(List<List<String>> choices) {
		return IntStream.range(0, ENOUGH)
			.mapToObj((i) -> path(choices.stream().map((choice) -> choice.get(i % choice.size())).toList()));
	}

	private static List<List<String>> choices(Segments one, Segments other, int length) {
		List<List<String>> choices = new ArrayList<>();
		for (int i = 0; i < length; i++) {
			choices.add(choices(one.get(i), other.get(i)));
		}
		if (one.open() == Segments.Open.AT_THE_START) {
			Collections.reverse(choices);
		}
		return choices;
	}

	private static List<String> choices(String one, String other) {
		Set<String> fillers = new LinkedHashSet<>(GUESSES);
		Stream.of(one, other).flatMap(PLACEHOLDER::splitAsStream).forEach(fillers::add);
		PathPattern pattern = PATTERNS.parse("/" + one);
		PathPattern otherPattern = PATTERNS.parse("/" + other);
		return Stream.of(one, other)
			.flatMap((segment) -> fillers.stream().map((filler) -> fill(segment, filler)))
			.distinct()
			.filter((text) -> matches(pattern, path(List.of(text))) && matches(otherPattern, path(List.of(text))))
			.limit(ENOUGH)
			.toList();
	}

	private static String fill(String segment, String filler) {
		return PLACEHOLDER.matcher(segment)
			.replaceAll((match) -> Matcher
				.quoteReplacement((match.group().equals("?") && filler.length() != 1) ? "x" : filler));
	}

	private static String path(List<String> segments) {
		StringBuilder path = new StringBuilder();
		segments
			.forEach((segment) -> path.append('/').append(UriUtils.encodePathSegment(segment, StandardCharsets.UTF_8)));
		return (path.isEmpty()) ? "/" : path.toString();
	}

	private static boolean matches(PathPattern pattern, String path) {
		return pattern.matches(RequestPaths.parse(path));
	}

}
