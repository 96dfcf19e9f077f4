package io.fastcgi.demo;

import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.annotation.FastCgiHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Tells nginx, which knows no Authorizer and asks with {@code auth_request}, whether a
 * request may enter the private area.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler
class AuthRequest {

	private static final Log logger = LogFactory.getLog(AuthRequest.class);

	private final Doorkeeper doorkeeper;

	AuthRequest(Doorkeeper doorkeeper) {
		this.doorkeeper = doorkeeper;
	}

	// Only a front end can send ORIGINAL_URI, so no client gets to try tokens here
	@FastCgiHandler(path = "/auth", method = RequestMethod.GET)
	ResponseEntity<Void> authorize(@CgiParam("ORIGINAL_URI") String uri,
			@RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
		String user = this.doorkeeper.admit(authorization);
		if (user == null) {
			logger.info("Nobody known asks for " + uri);
			return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
				.header(HttpHeaders.WWW_AUTHENTICATE, Doorkeeper.CHALLENGE)
				.build();
		}
		return ResponseEntity.noContent().header("X-User", user).build();
	}

}
