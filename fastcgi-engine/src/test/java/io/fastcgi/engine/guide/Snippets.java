package io.fastcgi.engine.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Code that tests compile and pages show: in folders {@code guide} of the test sources of
 * all modules, between {@code // tag::NAME[]} and {@code // end::NAME[]}.
 */
final class Snippets {

	private static final Pattern TAG = Pattern.compile("\\s*// (tag|end)::([\\w-]+)\\[]\\s*");

	private static final String TAB = "    ";

	private final Map<String, String> snippets = new TreeMap<>();

	/**
	 * Read the snippets of all modules.
	 * @param root the folder of the modules
	 * @return the snippets
	 */
	static Snippets read(Path root) throws IOException {
		Snippets snippets = new Snippets();
		List<Path> sources;
		try (Stream<Path> modules = Files.list(root)) {
			sources = modules.map((module) -> module.resolve("src/test/java"))
				.filter((folder) -> Files.isDirectory(folder.resolve("guide")))
				.toList();
		}
		for (Path folder : sources) {
			try (Stream<Path> files = Files.walk(folder.resolve("guide"))) {
				for (Path file : files.filter((path) -> path.toString().endsWith(".java")).sorted().toList()) {
					String name = folder.relativize(file).toString().replace('\\', '/');
					snippets.add(name, Files.readAllLines(file));
				}
			}
		}
		return snippets;
	}

	/**
	 * Add the snippets of a file.
	 * @param file the name of the file
	 * @param lines the lines of the file
	 */
	void add(String file, List<String> lines) {
		Map<String, List<String>> open = new LinkedHashMap<>();
		for (String line : lines) {
			Matcher tag = TAG.matcher(line);
			if (!tag.matches()) {
				open.values().forEach((snippet) -> snippet.add(line));
			}
			else if (tag.group(1).equals("tag")) {
				require(open.put(tag.group(2), new ArrayList<>()) == null, file, tag.group(2), "begins twice");
			}
			else {
				List<String> snippet = open.remove(tag.group(2));
				require(snippet != null, file, tag.group(2), "ends, but did not begin");
				String name = file + "#" + tag.group(2);
				require(this.snippets.put(name, text(snippet)) == null, file, tag.group(2), "is there twice");
			}
		}
		open.keySet().forEach((name) -> require(false, file, name, "does not end"));
	}

	private static void require(boolean condition, String file, String tag, String problem) {
		if (!condition) {
			throw new IllegalStateException("%s: tag '%s' %s".formatted(file, tag, problem));
		}
	}

	private static String text(List<String> lines) {
		List<String> spaced = lines.stream().map(Snippets::withoutTabs).toList();
		int indent = spaced.stream()
			.filter((line) -> !line.isBlank())
			.mapToInt((line) -> line.length() - line.stripLeading().length())
			.min()
			.orElse(0);
		return spaced.stream()
			.map((line) -> (line.isBlank()) ? "" : line.substring(indent))
			.collect(Collectors.joining("\n"))
			.strip();
	}

	private static String withoutTabs(String line) {
		int tabs = line.length() - line.replaceFirst("^\t+", "").length();
		return TAB.repeat(tabs) + line.substring(tabs);
	}

	@Nullable String get(String name) {
		return this.snippets.get(name);
	}

	Set<String> names() {
		return this.snippets.keySet();
	}

}
