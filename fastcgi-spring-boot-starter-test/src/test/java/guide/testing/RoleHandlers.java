package guide.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.spring.annotation.FastCgiHandler;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Handlers of other roles, and those that stream.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler
class RoleHandlers {

	@FastCgiHandler(path = "/private/**", role = Role.AUTHORIZER)
	ResponseEntity<Void> authorize(@RequestHeader(name = "Authorization", required = false) String authorization) {
		return "Bearer sesame".equals(authorization) ? ResponseEntity.ok().header("Variable-USER", "guest").build()
				: ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
	}

	@FastCgiHandler(path = "/upper", role = Role.FILTER)
	CompletionStage<String> upper(Exchange exchange) {
		return InputGatherer.gather(exchange.data(), 1000)
			.thenApply((data) -> new String(data, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT));
	}

	@FastCgiHandler(path = "/events", produces = "text/event-stream")
	void events(OutputStream body) throws IOException {
		for (int i = 0; true; i++) {
			body.write(("data: " + i + "\n\n").getBytes(StandardCharsets.UTF_8));
			body.flush();
		}
	}

}
