package io.fastcgi.engine.requirements;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Page of the guide with all requirements and their tests.
 *
 * @param requirements the requirements
 * @param quotes the tests
 * @author FastCGI Spring Boot maintainers
 */
record RequirementsTable(List<Requirement> requirements, Quotes quotes) {

	static final String REGENERATE = "mvn test -pl fastcgi-engine -am -Dtest=RequirementsTests "
			+ "-Dsurefire.failIfNoSpecifiedTests=false -Drequirements.write=true";

	private static final String INTRODUCTION = """
			# Requirements

			What the specifications of FastCGI 1.0, SCGI and CGI (RFC 3875) ask for, what practice adds to them, and the
			attacks that a server has to withstand; what is done about each, and the tests that quote its number.

			Level: **M** the text obliges, **S** it recommends, **P** practice demands it, **A** attack.
			State: *done*; *refused* on purpose; *handler*, where the engine makes it possible and the handler decides.

			This page is generated. Change `fastcgi-engine/src/test/resources/requirements.txt` or the tests, then run

			    %s
			""".formatted(REGENERATE);

	String toMarkdown() {
		StringBuilder page = new StringBuilder(INTRODUCTION);
		String previous = "";
		for (Requirement requirement : this.requirements) {
			String family = requirement.number().substring(0, requirement.number().indexOf('-'));
			if (!family.equals(previous)) {
				page.append("\n## ").append(title(family)).append("\n\n");
				page.append("| number | level | requirement | state | what we do | tests |\n");
				page.append("| --- | --- | --- | --- | --- | --- |\n");
				previous = family;
			}
			page.append("| %s | %s | %s | %s | %s | %s |\n".formatted(requirement.number(), requirement.level(),
					requirement.text(), requirement.state().name().toLowerCase(), requirement.answer(),
					tests(requirement)));
		}
		return page.toString();
	}

	private static String title(String family) {
		return switch (family) {
			case "FCGI" -> "FastCGI 1.0";
			case "SEC" -> "Attacks";
			default -> family;
		};
	}

	private String tests(Requirement requirement) {
		return this.quotes.of(requirement)
			.stream()
			.map((test) -> "[%s](../%s)".formatted(name(test), test))
			.collect(Collectors.joining(", "));
	}

	private static String name(Path test) {
		return test.getFileName().toString().replace(".java", "");
	}

}
