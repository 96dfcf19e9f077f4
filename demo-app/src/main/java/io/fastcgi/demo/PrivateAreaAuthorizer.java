package io.fastcgi.demo;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.CgiParam;
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

	private final Doorkeeper doorkeeper;

	PrivateAreaAuthorizer(Doorkeeper doorkeeper) {
		this.doorkeeper = doorkeeper;
	}

	// Apache with AuthType Basic has taken the credentials apart. What it sends is a
	// param, which a client cannot send.
	@FastCgiHandler
	AccessDecision authorize(
			@RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
			@CgiParam(name = "REMOTE_PASSWD", required = false) @Nullable String password) {
		String user = (password != null) ? this.doorkeeper.admitPassword(password)
				: this.doorkeeper.admit(authorization);
		if (user == null) {
			return AccessDecision.denied(HttpStatus.UNAUTHORIZED)
				.header(HttpHeaders.WWW_AUTHENTICATE, Doorkeeper.CHALLENGE);
		}
		return AccessDecision.granted().variable("DEMO_USER", user);
	}

}
