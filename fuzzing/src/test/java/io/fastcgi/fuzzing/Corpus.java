package io.fastcgi.fuzzing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs that are checked in, one in each file, in one folder for each format.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Corpus {

	private static final Path ROOT = Path.of("src", "test", "resources", "corpus");

	private Corpus() {
	}

	static Path folder(String format) {
		return ROOT.resolve(format);
	}

	static Path dictionary() {
		return ROOT.resolve("dictionary.txt");
	}

	static List<Path> files(String format) {
		try (Stream<Path> files = Files.list(folder(format))) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
