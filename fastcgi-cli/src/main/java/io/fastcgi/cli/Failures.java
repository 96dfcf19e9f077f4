package io.fastcgi.cli;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import io.fastcgi.test.ProtocolViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Says what is behind an exception of the client.
 *
 * @param target who was talked to
 * @author FastCGI Spring Boot maintainers
 */
record Failures(Target target) {

	Failure connecting(UncheckedIOException ex) {
		String place = this.target.place();
		if (ex.getCause() instanceof UnknownHostException) {
			return new Failure(ExitCode.CANNOT_RESOLVE, "Cannot find the host of " + place + ". Is it spelled right?");
		}
		if (ex.getCause() instanceof SocketTimeoutException) {
			return new Failure(ExitCode.TIMEOUT, "Cannot connect to " + place
					+ " in time. Is it the right host, or is a --connect-timeout too short?");
		}
		return new Failure(ExitCode.CANNOT_CONNECT, "Cannot connect to " + place + ": " + reasonOf(ex)
				+ ". Does the server run, and does it listen there?");
	}

	Failure transferring(RuntimeException ex) {
		if (ex.getSuppressed().length > 0 && ex.getSuppressed()[0] instanceof UncheckedIOException source) {
			return new Failure(ExitCode.CANNOT_READ, "Cannot read the body: " + reasonOf(source));
		}
		if (ex instanceof ProtocolViolationException) {
			return new Failure(ExitCode.RECEIVE, "The server broke a rule of the protocol: " + ex.getMessage()
					+ ". Is it a FastCGI or SCGI server? --verbose shows what it sent.");
		}
		return new Failure(ExitCode.RECEIVE, "The connection to " + this.target.place() + " broke: " + reasonOf(ex)
				+ ". Look into the log of the server.");
	}

	private static @Nullable String reasonOf(RuntimeException ex) {
		Throwable cause = ex.getCause();
		return (cause != null) ? cause.getMessage() : ex.getMessage();
	}

}
