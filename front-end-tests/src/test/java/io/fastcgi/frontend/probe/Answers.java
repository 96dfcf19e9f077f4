package io.fastcgi.frontend.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.FastCgiRequest;
import io.fastcgi.spring.handler.FastCgiResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Answers as a request wants it.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler
class Answers {

	@FastCgiHandler("/hello/{name}")
	String hello(@PathVariable String name) {
		return "Hello " + name;
	}

	@FastCgiHandler("/status/{code}")
	ResponseEntity<String> status(@PathVariable int code, @RequestParam(required = false) @Nullable URI location) {
		ResponseEntity.BodyBuilder response = ResponseEntity.status(HttpStatusCode.valueOf(code));
		if (location != null) {
			response.location(location);
		}
		if (code == 401) {
			response.header("WWW-Authenticate", "Bearer realm=\"probe\"");
		}
		return (code != 204 && code != 205 && code != 304) ? response.body("status " + code) : response.build();
	}

	@FastCgiHandler("/location-only")
	void locationOnly(Exchange exchange) {
		byte[] head = "Location: /hello/redirected\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
		exchange.write(head, 0, head.length);
		exchange.end();
	}

	@FastCgiHandler("/repeated-headers")
	ResponseEntity<String> repeatedHeaders() {
		return ResponseEntity.ok().header("Set-Cookie", "a=1", "b=2").header("X-Tag", "one", "two").body("repeated");
	}

	@FastCgiHandler("/large-header")
	ResponseEntity<String> largeHeader(@RequestParam int length) {
		return ResponseEntity.ok().header("X-Large", "h".repeat(length)).body("large");
	}

	@FastCgiHandler("/conditional")
	ResponseEntity<String> conditional() {
		return ResponseEntity.ok().eTag("\"probe\"").body("conditional");
	}

	@FastCgiHandler("/bytes/{length}")
	void bytes(@PathVariable int length, @RequestParam boolean declared, FastCgiResponse response) throws IOException {
		if (declared) {
			response.getHeaders().setContentLength(length);
		}
		write(length, response.stream());
	}

	@FastCgiHandler("/fails")
	String fails() {
		throw new IllegalStateException("The handler failed, as it was asked to");
	}

	@FastCgiHandler("/fails-after/{length}")
	void failsAfter(@PathVariable int length, FastCgiResponse response) throws IOException {
		write(length, response.stream());
		response.stream().flush();
		throw new IllegalStateException("The handler failed late, as it was asked to");
	}

	@FastCgiHandler("/complains")
	String complains(@RequestParam String complaint, FastCgiRequest request) {
		request.reportError(complaint);
		return "complained";
	}

	private static void write(int length, OutputStream body) throws IOException {
		byte[] piece = new byte[8192];
		Arrays.fill(piece, (byte) 'x');
		for (int left = length; left > 0; left -= piece.length) {
			body.write(piece, 0, Math.min(left, piece.length));
		}
	}

}
