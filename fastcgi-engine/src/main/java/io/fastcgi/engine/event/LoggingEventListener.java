package io.fastcgi.engine.event;

import java.net.SocketAddress;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.Refusal;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;

/**
 * Writes what an administrator has to know to the log: one line for each event, cleaned
 * of control characters, and no more than a few lines a second of each kind, so that
 * nobody can fill the disk from outside.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class LoggingEventListener implements ServerEventListener {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance("io.fastcgi.engine");

	private final LogThrottle connectionRefusals = new LogThrottle();

	private final LogThrottle requestRefusals = new LogThrottle();

	private final LogThrottle protocolErrors = new LogThrottle();

	private final LogThrottle errorOutput = new LogThrottle();

	private final LogThrottle timeouts = new LogThrottle();

	private final LogThrottle failures = new LogThrottle();

	@Override
	public void connectionRefused(SocketAddress frontEnd, ConnectionRefusal refusal, String description) {
		this.connectionRefusals
			.log((suffix) -> logger.warn("Refused a connection from {}: {}{}", frontEnd, clean(description), suffix));
	}

	@Override
	public void requestRefused(SocketAddress frontEnd, Refusal refusal) {
		if (!isLoggedOtherwise(refusal)) {
			this.requestRefusals.log((suffix) -> logger.warn("Refused a request from {} with status {}: {}{}", frontEnd,
					refusal.status(), describe(refusal), suffix));
		}
	}

	private static String describe(Refusal refusal) {
		return (refusal != Refusal.WRONG_SECRET) ? refusal.toString()
				: "the shared secret is missing or wrong; let the front end send it as a param";
	}

	/**
	 * What was wrong with the params was logged as an error of the protocol, why a
	 * handler failed by {@link #handlerFailed}, and who was too slow by
	 * {@link #timedOut}.
	 * @param refusal the refusal
	 * @return whether there is a line already
	 */
	private static boolean isLoggedOtherwise(Refusal refusal) {
		return switch (refusal) {
			case HANDLER_FAILED, BAD_PARAMS, PARAMS_TOO_LARGE, REQUEST_TIMEOUT, HANDLER_TIMEOUT -> true;
			default -> false;
		};
	}

	@Override
	public void requestAborted(Exchange exchange, AbortReason reason) {
		logger.debug("Request from {} was aborted: {}", exchange.frontEnd(), reason);
	}

	@Override
	public void handlerFailed(Exchange exchange, Throwable cause) {
		this.failures.log((suffix) -> logger.error("Handler failed for {} {}{}",
				clean(exchange.params().get("REQUEST_METHOD", "-")), clean(path(exchange)), suffix, cause));
	}

	private static String path(Exchange exchange) {
		String uri = exchange.params().get("REQUEST_URI", "-");
		int query = uri.indexOf('?');
		return (query >= 0) ? uri.substring(0, query) : uri;
	}

	@Override
	public void errorOutput(Exchange exchange, String text) {
		this.errorOutput.log((suffix) -> logger.warn("Error output of a handler: {}{}", clean(text), suffix));
	}

	@Override
	public void protocolError(SocketAddress frontEnd, String description) {
		this.protocolErrors.log((suffix) -> logger.warn("Protocol error on a connection from {}: {}{}", frontEnd,
				clean(description), suffix));
	}

	@Override
	public void timedOut(SocketAddress frontEnd, Deadline deadline) {
		switch (deadline) {
			case IDLE -> logger.debug("Closed a connection from {} that was idle", frontEnd);
			case TUNNEL -> logger.debug("Closed a tunnel through {} that was silent", frontEnd);
			case FIRST_REQUEST -> logTimeout(frontEnd, "connected, but began no request");
			case PARAMS -> logTimeout(frontEnd, "did not send the params of a request to their end");
			case INPUT -> logTimeout(frontEnd, "did not send the request body that a handler waits for");
			case OUTPUT -> logTimeout(frontEnd, "does not read the responses to its requests");
			case HANDLER -> this.timeouts.log((suffix) -> logger.warn(
					"A handler did nothing for too long with a request from {}, which was aborted{}", frontEnd,
					suffix));
		}
	}

	private void logTimeout(SocketAddress frontEnd, String what) {
		this.timeouts.log((suffix) -> logger.warn("{} {} in time{}", frontEnd, what, suffix));
	}

	private static String clean(String text) {
		StringBuilder cleaned = new StringBuilder(Math.min(text.length(), 512));
		for (int i = 0; i < text.length() && cleaned.length() < 512; i++) {
			char c = text.charAt(i);
			cleaned.append((Character.isISOControl(c)) ? '?' : c);
		}
		return cleaned.toString();
	}

}
