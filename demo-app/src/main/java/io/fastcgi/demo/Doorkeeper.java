package io.fastcgi.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Knows who may enter the private area, however the front end asks.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Component
class Doorkeeper {

	static final String CHALLENGE = "Bearer realm=\"demo\"";

	private static final String SCHEME = "Bearer ";

	private final byte[] expected;

	Doorkeeper(DemoProperties properties) {
		this.expected = bytes(SCHEME + properties.token());
	}

	/**
	 * Look at credentials.
	 * @param authorization what the client sent as {@code Authorization}, if anything
	 * @return the name of the user, or {@code null} for somebody who has to stay outside
	 */
	@Nullable String admit(@Nullable String authorization) {
		return (authorization != null && MessageDigest.isEqual(this.expected, bytes(authorization))) ? "guest" : null;
	}

	/**
	 * Look at the password that a front end has asked for.
	 * @param password what the client gave as password
	 * @return the name of the user, or {@code null} for somebody who has to stay outside
	 */
	@Nullable String admitPassword(String password) {
		return admit(SCHEME + password);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
