package io.fastcgi.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.AccessDecision;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Tells a front end that asks, such as lighttpd or Apache with mod_authnz_fcgi, whether a
 * request may enter the private area.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler(path = "/private/**", role = Role.AUTHORIZER)
class PrivateAreaAuthorizer {

	private final byte[] expected;

	PrivateAreaAuthorizer(DemoProperties properties) {
		this.expected = bytes("Bearer " + properties.token());
	}

	@FastCgiHandler
	AccessDecision authorize(
			@RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
		if (authorization != null && MessageDigest.isEqual(this.expected, bytes(authorization))) {
			return AccessDecision.granted().variable("DEMO_USER", "guest");
		}
		return AccessDecision.denied(HttpStatus.UNAUTHORIZED)
			.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"demo\"");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
