package io.fastcgi.engine.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

import io.fastcgi.engine.exchange.Params;
import org.jspecify.annotations.Nullable;

/**
 * A param that only the front ends know. Clients cannot send it, because all that they
 * send arrives with the prefix {@code HTTP_}.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class SharedSecret {

	/**
	 * Name of the param unless another is chosen.
	 */
	public static final String DEFAULT_PARAM = "FCGI_SHARED_SECRET";

	private static final int MIN_LENGTH = 16;

	private final String param;

	private final List<byte[]> values;

	private SharedSecret(String param, List<byte[]> values) {
		this.param = param;
		this.values = values;
	}

	/**
	 * Create a shared secret.
	 * @param param the name of the param
	 * @param values the values of which a request has to have one: more than one while
	 * front ends change over to a new one
	 * @return the shared secret
	 * @throws IllegalArgumentException if clients could send a param of that name, or a
	 * value is too short; the message does not hold the value
	 */
	public static SharedSecret of(String param, List<String> values) {
		if (param.isBlank() || param.startsWith("HTTP_")) {
			throw new IllegalArgumentException(
					"The param '%s' cannot hold a shared secret: clients can send what begins with HTTP_"
						.formatted(param));
		}
		if (values.isEmpty() || values.stream().anyMatch((value) -> value.length() < MIN_LENGTH)) {
			throw new IllegalArgumentException(
					"A shared secret must have %d characters or more; 'openssl rand -hex 32' makes a good one"
						.formatted(MIN_LENGTH));
		}
		return new SharedSecret(param, values.stream().map((value) -> value.getBytes(StandardCharsets.UTF_8)).toList());
	}

	/**
	 * Return the name of the param, which is no secret.
	 * @return the name
	 */
	public String param() {
		return this.param;
	}

	/**
	 * Check the params of a request. How long that takes does not depend on how much of a
	 * guess is right.
	 * @param params what the front end sent
	 * @return the params without the secret, or {@code null} if it is missing or wrong
	 */
	@Nullable Params admit(Params params) {
		byte[] presented = params.bytes(this.param);
		boolean known = false;
		for (byte[] value : this.values) {
			known |= presented != null && MessageDigest.isEqual(value, presented);
		}
		return (known) ? params.without(this.param) : null;
	}

	@Override
	public String toString() {
		return "SharedSecret[param=%s]".formatted(this.param);
	}

}
