package io.fastcgi.frontend.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.FastCgiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Counts its answers, so that those out of a cache can be told apart.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler
class Cacheable {

	private final AtomicLong answers = new AtomicLong();

	@FastCgiHandler("/cacheable/{name}")
	ResponseEntity<String> answer(@PathVariable String name, @RequestParam String control,
			@RequestParam(required = false) @Nullable String cookie) {
		ResponseEntity.BodyBuilder response = ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, control);
		if (cookie != null) {
			response.header(HttpHeaders.SET_COOKIE, cookie);
		}
		// The same for everybody who asks for this name, so that it can be found
		// unchanged
		return response.eTag("\"" + name + "\"").body("answer " + this.answers.incrementAndGet());
	}

	@FastCgiHandler("/cacheable-but-breaks")
	void breaks(FastCgiResponse response) throws IOException {
		response.getHeaders().setCacheControl("max-age=600");
		response.stream().write(("answer " + this.answers.incrementAndGet()).getBytes(StandardCharsets.UTF_8));
		response.stream().flush();
		throw new IllegalStateException("The handler failed late, as it was asked to");
	}

}
