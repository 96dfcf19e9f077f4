package io.fastcgi.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.access.SharedSecret;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the secret that front ends share with the server.
 *
 * @param param Name of the param that front ends send the secret in. It must not begin
 * with "HTTP_", because clients can send such params.
 * @param value The secret, of 16 characters or more. Requests without it are refused with
 * status 403. None is asked for unless set.
 * @param previousValue A secret that is good as well, while front ends change over to the
 * new one.
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record SharedSecretProperties(@DefaultValue(SharedSecret.DEFAULT_PARAM) String param, @Nullable String value,
		@Nullable String previousValue) {

	/**
	 * Check the values.
	 */
	public SharedSecretProperties {
		if (value != null) {
			toSharedSecret(param, value, previousValue);
		}
		else if (previousValue != null) {
			throw new IllegalArgumentException("'previous-value' needs a 'value'");
		}
	}

	@Nullable SharedSecret toSharedSecret() {
		return (this.value != null) ? toSharedSecret(this.param, this.value, this.previousValue) : null;
	}

	private static SharedSecret toSharedSecret(String param, String value, @Nullable String previousValue) {
		List<String> values = new ArrayList<>(List.of(value));
		if (previousValue != null) {
			values.add(previousValue);
		}
		return SharedSecret.of(param, values);
	}

	/**
	 * Return the name of the param, not the secret.
	 */
	@Override
	public String toString() {
		return "SharedSecretProperties[param=%s]".formatted(this.param);
	}

}
