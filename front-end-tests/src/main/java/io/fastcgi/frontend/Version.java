package io.fastcgi.frontend;

import java.nio.file.Path;
import java.util.List;

/**
 * Asks a program for its version.
 *
 * @param program the name of the program
 * @param debianPackage the package that brings it
 * @param option the option that makes it tell
 * @param regex finds the version in what it says, as the first group
 * @author FastCGI Spring Boot maintainers
 */
public record Version(String program, String debianPackage, String option, String regex) {

	/**
	 * Ask for the version. A test is skipped, or fails, if the program is not there.
	 * @return the version
	 */
	public String ask() {
		Path path = Programs.find(this.program, this.debianPackage);
		try (ChildProcess process = ChildProcess.start(Path.of("."), List.of(path.toString(), this.option))) {
			return process.await(this.regex).group(1);
		}
	}

}
