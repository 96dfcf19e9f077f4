package io.fastcgi.frontend.matrix;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What front ends ask as an authorizer, and what they do with the answer.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class AuthorizerRows {

	private AuthorizerRows() {
	}

	static String authorizer(Subject subject) throws Exception {
		HttpResponse<String> refused = enter(subject, "Bearer guess");
		if (refused.statusCode() != 401) {
			return "no: " + refused.statusCode() + " for a stranger";
		}
		String challenge = refused.headers().firstValue("WWW-Authenticate").orElse("");
		if (challenge.startsWith("Basic ")) {
			return authorizerWithPassword(subject);
		}
		return (challenge.contains("probe")) ? admitted(enter(subject, "Bearer secret"), "yes")
				: "401 without challenge";
	}

	private static String authorizerWithPassword(Subject subject) throws Exception {
		HttpResponse<String> refused = enter(subject, basic("guest:guess"));
		return (refused.statusCode() == 401) ? admitted(enter(subject, basic("guest:secret")), "yes, with a password")
				: "no: " + refused.statusCode() + " for a wrong password";
	}

	private static HttpResponse<String> enter(Subject subject, String authorization) throws Exception {
		return subject.send(room(subject).header("Authorization", authorization));
	}

	private static HttpRequest.Builder room(Subject subject) {
		return subject.request("/private/room");
	}

	private static String basic(String credentials) {
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	private static String admitted(HttpResponse<String> response, String yes) {
		return (response.body().equals("Welcome guest")) ? yes
				: "no: " + response.statusCode() + " `" + response.body().strip() + "`";
	}

	/**
	 * Say who one is where the answer of the authorizer says it. That must not make a
	 * difference.
	 */
	static String forged(Subject subject) throws Exception {
		for (String authorization : List.of("", "Bearer secret", basic("guest:secret"))) {
			HttpRequest.Builder honest = room(subject);
			HttpRequest.Builder forged = room(subject).header("Demo-User", "root").header("X-User", "root");
			if (!authorization.isEmpty()) {
				honest.header("Authorization", authorization);
				forged.header("Authorization", authorization);
			}
			HttpResponse<String> expected = subject.send(honest);
			HttpResponse<String> response = subject.send(forged);
			if (response.body().contains("root") || response.statusCode() != expected.statusCode()
					|| !response.body().equals(expected.body())) {
				return "yes: " + response.statusCode() + " `" + response.body().strip() + "`";
			}
		}
		return "no";
	}

}
