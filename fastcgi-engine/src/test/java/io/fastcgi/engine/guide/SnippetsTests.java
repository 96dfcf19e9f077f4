package io.fastcgi.engine.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the Java code in all pages: it is code that tests compile.
 */
class SnippetsTests {

	private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

	private static final String REWRITE = "mvn -pl fastcgi-engine test -Dtest=SnippetsTests -Dsnippets.write=true";

	private final Map<Path, Page> pages = pages();

	private final Snippets snippets = Snippets.read(ROOT);

	SnippetsTests() throws IOException {
	}

	private static Map<Path, Page> pages() throws IOException {
		Map<Path, Page> pages = new TreeMap<>();
		try (Stream<Path> docs = Files.walk(ROOT.resolve("docs")); Stream<Path> top = Files.list(ROOT)) {
			for (Path file : Stream.concat(docs, top).filter((path) -> path.toString().endsWith(".md")).toList()) {
				Page page = Page.of(Files.readString(file));
				if (Boolean.getBoolean("snippets.write")) {
					Files.writeString(file, page.with(Snippets.read(ROOT)::get));
					page = Page.of(Files.readString(file));
				}
				pages.put(ROOT.relativize(file), page);
			}
		}
		return pages;
	}

	@Test
	void everyBlockSaysWhichSnippetItIs() {
		assertThat(problems((block) -> block.snippet() == null))
			.as("Java blocks without a line '<!-- snippet: guide/CHAPTER/FILE.java#TAG -->' before them, and its code in "
					+ "the test sources of some module")
			.isEmpty();
	}

	@Test
	void everySnippetExists() {
		assertThat(problems((block) -> block.snippet() != null && this.snippets.get(block.snippet()) == null))
			.as("Java blocks whose snippet does not exist")
			.isEmpty();
	}

	@Test
	void everyBlockIsItsSnippet() {
		assertThat(problems((block) -> block.snippet() != null && this.snippets.get(block.snippet()) != null
				&& !block.code().equals(this.snippets.get(block.snippet()))))
			.as("Java blocks that differ from the code; run: " + REWRITE)
			.isEmpty();
	}

	private List<String> problems(Predicate<Page.Block> problem) {
		List<String> problems = new ArrayList<>();
		this.pages.forEach((file, page) -> page.blocks()
			.stream()
			.filter(problem)
			.forEach((block) -> problems.add("%s:%d %s".formatted(file, block.line(), block.snippet()))));
		return problems;
	}

	@Test
	void everySnippetIsShown() {
		Set<String> shown = this.pages.values()
			.stream()
			.flatMap((page) -> page.blocks().stream())
			.map(Page.Block::snippet)
			.collect(Collectors.toSet());
		assertThat(this.snippets.names()).as("tags, each of which some page shows").allMatch(shown::contains);
	}

	@Test
	void takesOutIndentationAndTagsWithin() {
		Snippets some = new Snippets();
		some.add("F.java", List.of("class A {", "", "\t// tag::b[]", "\tint b;", "", "\t\t// tag::c[]", "\t\tint c;",
				"\t\t// end::c[]", "\t// end::b[]", "}"));
		assertThat(some.get("F.java#b")).isEqualTo("int b;\n\n    int c;");
		assertThat(some.get("F.java#c")).isEqualTo("int c;");
		assertThat(some.get("F.java#d")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "// tag::a[] | does not end", "// end::a[] | ends, but did not begin" })
	void refusesTagsWithoutAnEndOrBeginning(String line, String problem) {
		assertThatIllegalStateException().isThrownBy(() -> new Snippets().add("F.java", List.of(line)))
			.withMessage("F.java: tag 'a' " + problem);
	}

	@Test
	void fillsAnEmptyBlock() {
		Page page = Page.of("<!-- snippet: guide/a/B.java#c -->\n```java\n```\ntext");
		assertThat(page.with((name) -> "a\nb"))
			.isEqualTo("<!-- snippet: guide/a/B.java#c -->\n```java\na\nb\n```\ntext");
	}

	@Test
	void findsAndReplacesBlocks() {
		Page page = Page.of("""
				text
				<!-- snippet: guide/a/B.java#c -->
				```java
				old
				code
				```
				* list
				  ```java
				  no name
				  ```
				""");
		assertThat(page.blocks()).extracting(Page.Block::snippet).containsExactly("guide/a/B.java#c", null);
		assertThat(page.blocks().get(0).code()).isEqualTo("old\ncode");
		assertThat(page.with((name) -> (name.equals("guide/a/B.java#c")) ? "new" : null))
			.contains("#c -->\n```java\nnew\n```\n* list\n  ```java\n  no name\n");
	}

}
