package io.fastcgi.spring.autoconfigure;

import io.fastcgi.engine.FastCgiBindException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why the server cannot listen.
 *
 * @author FastCGI Spring Boot maintainers
 */
class BindFailureAnalyzer extends AbstractFailureAnalyzer<FastCgiBindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, FastCgiBindException cause) {
		String description = "The FastCGI server cannot listen on %s: ".formatted(cause.endpoint());
		return switch (cause.reason()) {
			case ADDRESS_IN_USE -> new FailureAnalysis(description + "the address is already in use.",
					"Stop the process that listens there, or give this application another port with "
							+ "'fastcgi.server.port' ('0' for any free one).",
					cause);
			case ADDRESS_NOT_AVAILABLE -> new FailureAnalysis(description + "this machine does not have the address.",
					"Correct 'fastcgi.server.address', or remove it to listen on the loopback interface.", cause);
			case PERMISSION_DENIED -> new FailureAnalysis(description + "permission was denied.",
					"Choose a port above 1023 with 'fastcgi.server.port', or let the process have the right to bind it.",
					cause);
			default -> new FailureAnalysis(description + cause.getMessage(),
					"Check 'fastcgi.server.address' and 'fastcgi.server.port'.", cause);
		};
	}

}
