package io.fastcgi.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What is shown of the response.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class OutputOptions {

	@Option(names = { "-i", "--include" }, description = "Put the head of the CGI response before the body.")
	boolean include;

	@Option(names = { "-I", "--head" }, description = "Ask for the head only, and show it.")
	boolean headOnly;

	@Option(names = { "-o", "--output" }, paramLabel = "FILE", description = "Write to a file.")
	@Nullable String file;

	@Option(names = { "-f", "--fail" },
			description = "Show no response with status 400 or above, and end with code 22.")
	boolean fail;

	@Option(names = { "-s", "--silent" }, description = "Do not say what went wrong.")
	boolean silent;

	@Option(names = { "-v", "--verbose" }, description = "Show params, head and records, on standard error.")
	boolean verbose;

}
