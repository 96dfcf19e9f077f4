package io.fastcgi.frontend.matrix;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;

import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.probe.MirroredRequest;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;

/**
 * What front ends say by themselves, and what they ask as an authorizer.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ParamRows {

	private ParamRows() {
	}

	static List<Row> all() {
		return List.of(
				Row.of("remote", "`REMOTE_ADDR` is the client, `REQUEST_METHOD` and `SERVER_PROTOCOL` its request",
						"yes", ParamRows::remote),
				Row.fact("missing-params", "params of RFC 3875 that are missing or empty", ParamRows::missing),
				Row.fact("host", "`Host: example.org:1234` arrives as", ParamRows::host),
				Row.of("plain-is-plain", "a plain request looks secure", "no", ParamRows::plain),
				Row.of("https", "a request over TLS has `HTTPS` or `REQUEST_SCHEME`", "yes", ParamRows::https),
				Row.of("authorizer",
						"asks the application who may pass: 401 with its challenge, or in with its variable", "yes",
						ParamRows::authorizer));
	}

	private static MirroredRequest mirror(Subject subject) throws Exception {
		return subject.mirror(subject.request("/mirror/params"));
	}

	private static String remote(Subject subject) throws Exception {
		MirroredRequest mirrored = mirror(subject);
		boolean right = mirrored.params("REMOTE_ADDR").equals(List.of("127.0.0.1"))
				&& mirrored.param("REQUEST_METHOD").equals("GET")
				&& mirrored.param("SERVER_PROTOCOL").equals("HTTP/1.1");
		return (right) ? "yes" : "no";
	}

	private static String missing(Subject subject) throws Exception {
		MirroredRequest mirrored = mirror(subject);
		List<String> missing = new ArrayList<>();
		for (String name : List.of("GATEWAY_INTERFACE", "SERVER_NAME", "SERVER_PORT", "SERVER_SOFTWARE", "REMOTE_PORT",
				"REQUEST_URI", "REQUEST_SCHEME", "DOCUMENT_URI")) {
			if (mirrored.param(name).isEmpty()) {
				missing.add("`" + name + "`");
			}
		}
		return (missing.isEmpty()) ? "none" : String.join(" ", missing);
	}

	private static String host(Subject subject) throws Exception {
		try (var socket = subject
			.open("GET /mirror/host HTTP/1.1\r\nHost: example.org:1234\r\nConnection: close\r\n\r\n")) {
			String response = new String(socket.getInputStream().readAllBytes());
			return (response.contains("example.org:1234")) ? "it is" : "`example.org`";
		}
	}

	private static boolean isSecure(MirroredRequest mirrored) {
		String https = mirrored.param("HTTPS");
		return (!https.isEmpty() && !https.equalsIgnoreCase("off")) || mirrored.param("REQUEST_SCHEME").equals("https");
	}

	private static String plain(Subject subject) throws Exception {
		return (isSecure(mirror(subject))) ? "yes" : "no";
	}

	private static String https(Subject subject) throws Exception {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context).build();
		HttpTester http = new HttpTester(client, subject.frontEnd().tlsUri());
		return (isSecure(Subject.mirror(http, http.request("/mirror/tls")))) ? "yes" : "no";
	}

	private static String authorizer(Subject subject) throws Exception {
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
		return subject.send(subject.request("/private/room").header("Authorization", authorization));
	}

	private static String basic(String credentials) {
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	private static String admitted(HttpResponse<String> response, String yes) {
		return (response.body().equals("Welcome guest")) ? yes
				: "no: " + response.statusCode() + " `" + response.body().strip() + "`";
	}

}
