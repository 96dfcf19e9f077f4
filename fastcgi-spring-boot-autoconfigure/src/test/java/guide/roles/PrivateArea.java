package guide.roles;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.AccessDecision;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestHeader;

@FastCgiHandler
class PrivateArea {

	// tag::authorizer[]
	@FastCgiHandler(path = "/private/**", role = Role.AUTHORIZER)
	AccessDecision authorize(@RequestHeader HttpHeaders headers) {
		String user = userOf(headers);
		if (user == null) {
			return AccessDecision.denied(HttpStatus.UNAUTHORIZED)
				.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"private\"");
		}
		return AccessDecision.granted().variable("DEMO_USER", user);
	}
	// end::authorizer[]

	private static @Nullable String userOf(HttpHeaders headers) {
		String expected = HttpHeaders.encodeBasicAuth("guest", "secret", null);
		return ("Basic " + expected).equals(headers.getFirst(HttpHeaders.AUTHORIZATION)) ? "guest" : null;
	}

}
