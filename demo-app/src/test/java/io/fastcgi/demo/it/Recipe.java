package io.fastcgi.demo.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Configuration out of the user guide, which tests run as it stands there but for ports
 * and directories.
 *
 * @param text the text
 * @author FastCGI Spring Boot maintainers
 */
record Recipe(String text) {

	private static final Path GUIDE = Path.of("..", "docs", "front-ends");

	static Recipe read(String file) throws IOException {
		return new Recipe(Files.readString(GUIDE.resolve(file)));
	}

	Recipe with(String replaced, Object replacement) {
		assertThat(this.text).contains(replaced);
		return new Recipe(this.text.replace(replaced, replacement.toString()));
	}

	void write(Path file) throws IOException {
		Files.writeString(file, this.text);
	}

}
