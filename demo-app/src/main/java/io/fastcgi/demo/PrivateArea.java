package io.fastcgi.demo;

import io.fastcgi.spring.annotation.CgiParam;
import io.fastcgi.spring.annotation.FastCgiHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.server.ResponseStatusException;

/**
 * Private area behind {@link PrivateAreaAuthorizer} or {@link AuthRequest}.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler("/private/**")
class PrivateArea {

	// The front end turns the authorizer's Variable-DEMO_USER, or the X-User of an auth
	// request, into the param DEMO_USER. A client cannot: whatever it sends arrives with
	// HTTP_ before its name. A front end that did not ask sends no DEMO_USER: the door is
	// shut.
	@FastCgiHandler(method = RequestMethod.GET)
	String enter(@CgiParam(name = "DEMO_USER", required = false) @Nullable String user) {
		if (user == null) {
			throw new ResponseStatusException(HttpStatus.FORBIDDEN, "The front end has not authorized this request");
		}
		return "Welcome to the private area, " + user + ".";
	}

}
