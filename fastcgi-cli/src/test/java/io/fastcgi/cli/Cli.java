package io.fastcgi.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A run of the command within the test.
 *
 * @param exitCode how it ended
 * @param out what was on standard output
 * @param err what was on standard error
 * @author FastCGI Spring Boot maintainers
 */
record Cli(int exitCode, byte[] out, String err) {

	static Cli run(String... args) {
		return withInput("", args);
	}

	static Cli withInput(String stdin, String... args) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int exitCode = run(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)), out, err, args);
		return new Cli(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
	}

	static int run(InputStream in, OutputStream out, OutputStream err, String... args) {
		Console console = new Console(in, out, new PrintStream(err, true, StandardCharsets.UTF_8));
		return FastCgiCommand.commandLine(console).execute(args);
	}

	String text() {
		return new String(this.out, StandardCharsets.UTF_8);
	}

	List<String> lines() {
		return text().lines().toList();
	}

	List<String> errLines() {
		return this.err.lines().toList();
	}

}
