package io.fastcgi.engine.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which tests quote which numbers, in their comments.
 *
 * @param root the directory of the project
 * @param files the test classes by number, relative to the root
 * @author FastCGI Spring Boot maintainers
 */
record Quotes(Path root, Map<String, Set<Path>> files) {

	/**
	 * The tests of the client prove nothing about the server, and the fuzzer quotes whole
	 * chapters.
	 */
	private static final List<String> MODULES = List.of("fastcgi-engine", "fastcgi-spring-boot-autoconfigure",
			"fastcgi-spring-boot-starter-test", "demo-app");

	private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

	private static final Pattern NUMBER = Pattern.compile("\\b(?:FCGI|SCGI|CGI|SEC)-\\d+\\b");

	static Quotes find(Path root) throws IOException {
		Map<String, Set<Path>> files = new TreeMap<>();
		for (String module : MODULES) {
			try (Stream<Path> tests = Files.walk(root.resolve(module).resolve("src/test/java"))) {
				for (Path test : tests.filter((path) -> path.toString().endsWith(".java")).toList()) {
					numbers(Files.readString(test))
						.forEach((number) -> files.computeIfAbsent(number, (key) -> new TreeSet<>())
							.add(root.relativize(test)));
				}
			}
		}
		return new Quotes(root, files);
	}

	private static Set<String> numbers(String source) {
		Set<String> numbers = new TreeSet<>();
		for (Matcher comment = COMMENT.matcher(source); comment.find();) {
			NUMBER.matcher(comment.group()).results().forEach((number) -> numbers.add(number.group()));
		}
		return numbers;
	}

	Set<Path> of(Requirement requirement) {
		return this.files.getOrDefault(requirement.number(), Set.of());
	}

}
