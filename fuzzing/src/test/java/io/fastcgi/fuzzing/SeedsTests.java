package io.fastcgi.fuzzing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.fastcgi.fuzzing.seed.Seeds;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The seeds are binary files. They stay readable because this test says how they were
 * made; with {@code -Dseeds.write=true} it makes them.
 *
 * @author FastCGI Spring Boot maintainers
 */
class SeedsTests {

	@TestFactory
	Stream<DynamicTest> corpusHoldsTheSeedsThatAreMadeHere() {
		return Seeds.all().entrySet().stream().map((seed) -> DynamicTest.dynamicTest(seed.getKey(), () -> {
			Path file = Corpus.folder(seed.getKey());
			if (Boolean.getBoolean("seeds.write")) {
				Files.createDirectories(file.getParent());
				Files.write(file, seed.getValue());
			}
			assertThat(file).as("written with -Dseeds.write=true").hasBinaryContent(seed.getValue());
		}));
	}

}
