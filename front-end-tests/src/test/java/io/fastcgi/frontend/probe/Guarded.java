package io.fastcgi.frontend.probe;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.AccessDecision;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Guards what begins with {@code /private}, in the two ways in which front ends ask.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler
class Guarded {

	private static final String CHALLENGE = "Bearer realm=\"probe\"";

	@FastCgiHandler("/private/**")
	String enter(@CgiParam(name = "DEMO_USER", required = false) @Nullable String user) {
		return "Welcome " + user;
	}

	@FastCgiHandler(path = "/private/**", role = Role.AUTHORIZER)
	AccessDecision decide(@RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
			@CgiParam(name = "REMOTE_PASSWD", required = false) @Nullable String password) {
		if (!"Bearer secret".equals(authorization) && !"secret".equals(password)) {
			return AccessDecision.denied(HttpStatus.UNAUTHORIZED).header("WWW-Authenticate", CHALLENGE);
		}
		return AccessDecision.granted().variable("DEMO_USER", "guest");
	}

	@FastCgiHandler("/auth")
	ResponseEntity<Void> answer(@RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
			@CgiParam("ORIGINAL_URI") String uri) {
		if (!"Bearer secret".equals(authorization)) {
			return ResponseEntity.status(HttpStatus.UNAUTHORIZED).header("WWW-Authenticate", CHALLENGE).build();
		}
		return ResponseEntity.noContent().header("X-User", "guest").build();
	}

}
