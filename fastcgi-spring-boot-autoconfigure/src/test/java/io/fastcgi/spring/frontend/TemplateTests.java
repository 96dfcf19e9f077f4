package io.fastcgi.spring.frontend;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Template}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class TemplateTests {

	@Test
	void placeholderInALineIsReplaced() {
		assertThat(new Template("a ${one} b ${two}\n").fill(Map.of("one", 1, "two", "$1\\"))).isEqualTo("a 1 b $1\\\n");
	}

	@Test
	void placeholderWithALineToItselfStandsForAnyNumberOfThem() {
		Template template = new Template("a {\n\t${lines}\n}\n");
		assertThat(template.fill(Map.of("lines", List.of("b", "", "c")))).isEqualTo("a {\n\tb\n\n\tc\n}\n");
		assertThat(template.fill(Map.of("lines", List.of()))).isEqualTo("a {\n}\n");
		assertThat(template.fill(Map.of("lines", "b"))).isEqualTo("a {\n\tb\n}\n");
	}

	@Test
	void valuesAndVariablesOfTheFrontEndAreLeftAlone() {
		assertThat(new Template("$uri ${a} {b}").fill(Map.of("a", "${b}"))).isEqualTo("$uri ${b} {b}");
	}

	@Test
	void nothingIsForgotten() {
		assertThatIllegalStateException().isThrownBy(() -> new Template("${a}").fill(Map.of()))
			.withMessage("No value for 'a'");
	}

}
