package io.fastcgi.frontend;

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
public record Recipe(String text) {

	private static final Path GUIDE = Path.of("..", "docs", "front-ends");

	private static final Path EXAMPLES = Path.of("..", "examples");

	/**
	 * Read a recipe.
	 * @param file the file, below the front ends of the user guide
	 * @return the recipe
	 */
	public static Recipe read(String file) throws IOException {
		return new Recipe(Files.readString(GUIDE.resolve(file)));
	}

	/**
	 * Read a recipe of an example.
	 * @param file the file, below the examples
	 * @return the recipe
	 */
	public static Recipe ofExample(String file) throws IOException {
		return new Recipe(Files.readString(EXAMPLES.resolve(file)));
	}

	/**
	 * Change something that has to be there.
	 * @param replaced what to replace, everywhere
	 * @param replacement what to put in its place
	 * @return the changed recipe
	 */
	public Recipe with(String replaced, Object replacement) {
		assertThat(this.text).contains(replaced);
		return withIfThere(replaced, replacement);
	}

	/**
	 * Change something that not every recipe has.
	 * @param replaced what to replace, everywhere
	 * @param replacement what to put in its place
	 * @return the changed recipe
	 */
	Recipe withIfThere(String replaced, Object replacement) {
		return new Recipe(this.text.replace(replaced, replacement.toString()));
	}

	/**
	 * Put in where the front end listens.
	 * @param ports the ports
	 * @return the changed recipe
	 */
	Recipe listeningOn(HttpPorts ports) {
		return with("127.0.0.1:8080", "127.0.0.1:" + ports.plain()).withIfThere("127.0.0.1:8443",
				"127.0.0.1:" + ports.tls());
	}

	/**
	 * Put in where the application listens, unless that is a Unix domain socket.
	 * @param port the port
	 * @return the changed recipe
	 */
	Recipe inFrontOf(int port) {
		return withIfThere("127.0.0.1:9000", "127.0.0.1:" + port);
	}

	/**
	 * Write the recipe to a file.
	 * @param file the file
	 */
	public void write(Path file) throws IOException {
		Files.writeString(file, this.text);
	}

}
