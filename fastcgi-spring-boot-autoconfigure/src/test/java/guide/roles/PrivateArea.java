package guide.roles;

import java.util.Base64;

import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.FastCgiHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestHeader;

@FastCgiHandler
class PrivateArea {

	private static final String GUEST = "Basic " + Base64.getEncoder().encodeToString("guest:secret".getBytes());

	// tag::authorizer[]
	@FastCgiHandler(path = "/private/**", role = Role.AUTHORIZER)
	ResponseEntity<Void> authorize(@RequestHeader(name = "Authorization", required = false) String authorization) {
		return (isGood(authorization)) ? ResponseEntity.ok().header("Variable-DEMO_USER", "guest").build()
				: ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
	}
	// end::authorizer[]

	private static boolean isGood(@Nullable String authorization) {
		return GUEST.equals(authorization);
	}

}
