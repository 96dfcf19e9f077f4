package io.fastcgi.engine.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the completeness of the tests of all modules: every requirement is quoted by
 * one, and the page about them is up to date.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RequirementsTests {

	private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

	private static final Path PAGE = ROOT.resolve("docs/requirements.md");

	private final List<Requirement> requirements = Requirement.all();

	private final Quotes quotes = Quotes.find(ROOT);

	RequirementsTests() throws IOException {
	}

	@Test
	void everyNumberIsThereOnceAndInItsOrder() {
		Map<String, Integer> families = Map.of("FCGI", 70, "SCGI", 16, "CGI", 23, "SEC", 39);
		List<String> expected = new ArrayList<>();
		for (String family : List.of("FCGI", "SCGI", "CGI", "SEC")) {
			IntStream.rangeClosed(1, families.get(family)).forEach((number) -> expected.add(family + "-" + number));
		}
		assertThat(this.requirements).extracting(Requirement::number).isEqualTo(expected);
	}

	@Test
	void everyRequirementHasATest() {
		List<String> unproven = this.requirements.stream()
			.filter((requirement) -> requirement.needsTest() && this.quotes.of(requirement).isEmpty())
			.map(Requirement::number)
			.toList();
		assertThat(unproven).as("requirements that no test quotes").isEmpty();
	}

	@Test
	void everyQuotedNumberExists() {
		Set<String> numbers = this.requirements.stream().map(Requirement::number).collect(Collectors.toSet());
		assertThat(this.quotes.files())
			.allSatisfy((number, tests) -> assertThat(numbers).as("number quoted in %s", tests).contains(number));
	}

	@Test
	void pageIsUpToDate() throws IOException {
		String page = new RequirementsTable(this.requirements, this.quotes).toMarkdown();
		if (Boolean.getBoolean("requirements.write")) {
			Files.writeString(PAGE, page);
		}
		assertThat(Files.readString(PAGE)).as("%s; run: %s", PAGE.getFileName(), RequirementsTable.REGENERATE)
			.isEqualTo(page);
	}

}
