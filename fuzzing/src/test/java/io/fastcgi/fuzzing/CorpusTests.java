package io.fastcgi.fuzzing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Gives every input of the corpus to every target that reads its format, so that what was
 * found once is never there again (SEC-39).
 *
 * @author FastCGI Spring Boot maintainers
 */
class CorpusTests {

	@TestFactory
	Stream<DynamicNode> everyInputIsSurvived() {
		return Arrays.stream(Target.values())
			.map((target) -> DynamicContainer.dynamicContainer(target.label(),
					target.formats()
						.stream()
						.flatMap((format) -> Corpus.files(format).stream())
						.map((file) -> test(target, file))));
	}

	private static DynamicTest test(Target target, Path file) {
		return DynamicTest.dynamicTest(file.getParent().getFileName() + "/" + file.getFileName(), file.toUri(),
				() -> target.accept(Files.readAllBytes(file)));
	}

	@TestFactory
	Stream<DynamicTest> everyInputCutOffAnywhereIsSurvived() {
		return Arrays.stream(Target.values())
			.map((target) -> DynamicTest.dynamicTest(target.label(),
					() -> target.formats()
						.stream()
						.flatMap((format) -> Corpus.files(format).stream())
						.map(CorpusTests::read)
						.filter((input) -> input.length <= target.maxLength())
						.forEach((input) -> cutOff(target, input))));
	}

	private static void cutOff(Target target, byte[] input) {
		int step = 1 + input.length / 100;
		for (int length = 0; length < input.length; length += step) {
			target.accept(Arrays.copyOf(input, length));
		}
	}

	private static byte[] read(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@TestFactory
	Stream<DynamicTest> everyFormatHasInputs() {
		return Arrays.stream(Target.values())
			.flatMap((target) -> target.formats().stream())
			.distinct()
			.map((format) -> DynamicTest.dynamicTest(format, () -> assertThat(Corpus.files(format)).isNotEmpty()));
	}

}
