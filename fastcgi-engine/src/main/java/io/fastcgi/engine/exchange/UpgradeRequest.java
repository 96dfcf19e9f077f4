package io.fastcgi.engine.exchange;

import java.util.Arrays;

/**
 * Whether a client asks to change to another protocol.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class UpgradeRequest {

	private UpgradeRequest() {
	}

	/**
	 * Return whether params hold such a request (RFC 9110, section 7.8) and nothing that
	 * is in the way of a tunnel: a body, after which nobody could tell where the tunnel
	 * begins, or a method whose response has no content.
	 * @param params the params
	 * @return whether it may be agreed to
	 */
	static boolean isIn(Params params) {
		return !params.get("HTTP_UPGRADE", "").isEmpty() && isForNextHop(params)
				&& !params.get("SERVER_PROTOCOL", "").equals("HTTP/1.0")
				&& !params.get("REQUEST_METHOD", "").equals("HEAD") && !hasBody(params);
	}

	/**
	 * A server that does not know the header passes it on without this, and would not
	 * understand the answer.
	 * @param params the params
	 * @return whether the header was meant for whoever received it
	 */
	private static boolean isForNextHop(Params params) {
		return Arrays.stream(params.get("HTTP_CONNECTION", "").split(","))
			.anyMatch((option) -> option.strip().equalsIgnoreCase("upgrade"));
	}

	private static boolean hasBody(Params params) {
		return params.number("CONTENT_LENGTH") > 0 || params.number("HTTP_CONTENT_LENGTH") > 0
				|| params.get("HTTP_TRANSFER_ENCODING") != null;
	}

}
