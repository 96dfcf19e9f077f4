package io.fastcgi.spring.autoconfigure;

import io.fastcgi.engine.Endpoint;
import io.fastcgi.engine.FastCgiBindException;
import io.fastcgi.engine.FastCgiBindException.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Explains why the server cannot listen.
 *
 * @author FastCGI Spring Boot maintainers
 */
class BindFailureAnalyzer extends AbstractFailureAnalyzer<FastCgiBindException> {

	private final ListenerNames names;

	BindFailureAnalyzer(Environment environment) {
		this.names = new ListenerNames(environment);
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, FastCgiBindException cause) {
		String action = (cause.endpoint() instanceof Endpoint.Unix unix) ? unixAction(cause.reason(), unix)
				: action(cause.reason());
		return new FailureAnalysis(
				"The FastCGI server cannot listen on %s: %s.".formatted(cause.endpoint(), description(cause)),
				action.replace("{}", this.names.prefix(cause.endpoint())), cause);
	}

	private static String description(FastCgiBindException cause) {
		return switch (cause.reason()) {
			case ADDRESS_IN_USE -> "another process listens there already";
			case ADDRESS_NOT_AVAILABLE -> "this machine does not have the address";
			case PERMISSION_DENIED -> "permission was denied";
			case NO_DIRECTORY -> "its directory does not exist";
			default -> cause.description();
		};
	}

	private static String action(Reason reason) {
		return switch (reason) {
			case ADDRESS_IN_USE -> "Stop the process that listens there, or give this application another port with "
					+ "'{}.port' ('0' for any free one).";
			case ADDRESS_NOT_AVAILABLE -> "Correct '{}.address', or remove it to listen on the loopback interface.";
			case PERMISSION_DENIED ->
				"Choose a port above 1023 with '{}.port', or let the process have the right to bind it.";
			case NO_INHERITED_SOCKET ->
				"Start the application with spawn-fcgi, with systemd and 'StandardInput=socket', "
						+ "or by a web server, or remove '{}.inherited' and set '{}.port' or " + "'{}.unix.path'.";
			case NOT_SUPPORTED -> "Remove 'fastcgi.server.transport', or set it to 'nio'.";
			default -> "Check '{}.address' and '{}.port'.";
		};
	}

	private static String unixAction(Reason reason, Endpoint.Unix endpoint) {
		return switch (reason) {
			case ADDRESS_IN_USE -> "Stop the process that listens there, or choose another '{}.unix.path'.";
			case PERMISSION_DENIED ->
				"Let the user of this process write to the directory of the socket, or choose another '{}.unix.path'. "
						+ "With systemd, 'RuntimeDirectory=' makes a directory in /run for it.";
			case NO_DIRECTORY -> "Create '%s', or let systemd do so with 'RuntimeDirectory='."
				.formatted(endpoint.path().toAbsolutePath().getParent());
			case PATH_TOO_LONG -> "Choose a shorter '{}.unix.path', such as '/run/app.sock'.";
			case NOT_A_SOCKET -> "Move it away if nobody needs it, or choose another '{}.unix.path'.";
			case UNKNOWN_OWNER -> "Correct '{}.unix.owner' or '{}.unix.group'.";
			case OWNER_DENIED -> "Make the user of this process a member of '{}.unix.group', which is enough "
					+ "for a front end that is in it, and remove '{}.unix.owner'.";
			case NOT_SUPPORTED -> "Listen on a '{}.port' instead.";
			default -> "Check '{}.unix.path'.";
		};
	}

}
