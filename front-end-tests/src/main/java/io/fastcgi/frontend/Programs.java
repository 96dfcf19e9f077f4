package io.fastcgi.frontend;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Programs that the machine may have. A test that needs one it has not is skipped, or
 * fails when run with {@code -Dfront-ends.required=true}.
 *
 * @author FastCGI Spring Boot maintainers
 */
public final class Programs {

	private static final Log logger = LogFactory.getLog(Programs.class);

	private Programs() {
	}

	public static Path find(String name, String debianPackage) {
		// Debian keeps servers where the PATH of a user does not look
		Optional<Path> program = Stream
			.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst();
		if (program.isEmpty()) {
			miss(name, debianPackage);
		}
		return program.orElseThrow();
	}

	/**
	 * Look for a part of a program that is in a package of its own.
	 * @param file the file
	 * @param debianPackage the package
	 */
	static void require(Path file, String debianPackage) {
		if (!Files.exists(file)) {
			miss(file.toString(), debianPackage);
		}
	}

	private static void miss(String name, String debianPackage) {
		String message = "There is no '%s' on this machine: 'apt install %s' brings it".formatted(name, debianPackage);
		if (Boolean.getBoolean("front-ends.required")) {
			fail(message);
		}
		logger.warn("SKIPPING TESTS. " + message);
		assumeThat(false).as(message).isTrue();
	}

}
