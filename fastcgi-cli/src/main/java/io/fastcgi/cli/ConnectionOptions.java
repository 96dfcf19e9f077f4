package io.fastcgi.cli;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How the server is reached, and for how long.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ConnectionOptions {

	@Option(names = "--unix-socket", paramLabel = "PATH",
			description = "Where the server listens. TARGET is a path then.")
	@Nullable Path unixSocket;

	@Option(names = "--scgi", description = "Speak SCGI.")
	boolean scgi;

	@Option(names = "--connect-timeout", paramLabel = "DURATION", converter = DurationConverter.class,
			description = "How long connecting may take, such as 2, 0.5, 500ms or 1m. Otherwise 10 seconds.")
	Duration connectTimeout = Duration.ofSeconds(10);

	@Option(names = { "-m", "--max-time" }, paramLabel = "DURATION", converter = DurationConverter.class,
			description = "How long everything may take. Otherwise as long as it takes.")
	@Nullable Duration maxTime;

	@Option(names = "--abort-after", paramLabel = "DURATION", converter = DurationConverter.class,
			description = "Abort the request that long after it was sent: FCGI_ABORT_REQUEST, or close with SCGI.")
	@Nullable Duration abortAfter;

	@Option(names = "--repeat", paramLabel = "N",
			description = "Send the request N times, one after the other, on one connection if the protocol has that.")
	int repeat = 1;

}
