package io.fastcgi.cli;

/**
 * Ends the program with a code and a message that says what to do.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Failure extends RuntimeException {

	private final ExitCode exitCode;

	Failure(ExitCode exitCode, String message) {
		super(message);
		this.exitCode = exitCode;
	}

	ExitCode exitCode() {
		return this.exitCode;
	}

}
