package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Responses that are complete.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ResponseRows {

	private static final int[] STATUSES = { 200, 201, 202, 206, 400, 402, 403, 404, 405, 409, 410, 412, 415, 418, 422,
			429, 451, 500, 501, 503, 599 };

	private ResponseRows() {
	}

	static List<Row> all() {
		return List.of(
				Row.of("statuses", "statuses from 200 to 599 arrive, with their bodies", "all", ResponseRows::statuses),
				Row.of("redirects", "301, 302, 303, 307, 308 and 201 with `Location` arrive", "all",
						ResponseRows::redirects),
				Row.fact("location-only", "`Location` without a status", ResponseRows::locationOnly),
				Row.of("challenge", "401 with `WWW-Authenticate` arrives", "yes", ResponseRows::challenge),
				Row.of("head", "HEAD: the headers of GET, and nothing after them", "yes", ResponseRows::head),
				Row.of("no-content", "204: nothing after the head", "yes",
						(subject) -> bare(subject, "GET /status/204", "", 204)),
				Row.of("not-modified", "304: nothing after the head", "yes",
						(subject) -> bare(subject, "GET /conditional", "If-None-Match: \"probe\"\r\n", 304)),
				Row.of("repeated-response-headers", "`Set-Cookie` twice, and another header twice", "yes",
						ResponseRows::repeatedHeaders),
				Row.of("response-header-7k", "a response header of 7 kB", "yes",
						(subject) -> largeHeader(subject, 7_000)),
				Row.fact("response-header-30k", "a response header of 30 kB",
						(subject) -> largeHeader(subject, 30_000)),
				Row.of("length-kept", "`Content-Length` of the application arrives", "yes", ResponseRows::lengthKept),
				Row.of("length-unknown", "a body of 100 kB without length arrives", "yes",
						(subject) -> body(subject, 100_000, false)),
				Row.of("large-response", "a body of 10 MB arrives", "yes",
						(subject) -> body(subject, 10_000_000, true)));
	}

	private static String statuses(Subject subject) throws Exception {
		List<String> different = new ArrayList<>();
		for (int status : STATUSES) {
			HttpResponse<String> response = subject.get("/status/" + status);
			if (response.statusCode() != status) {
				different.add(status + " is " + response.statusCode());
			}
			else if (!response.body().equals("status " + status)) {
				different.add(status + " has another body");
			}
		}
		return (different.isEmpty()) ? "all" : String.join(", ", different);
	}

	private static String redirects(Subject subject) throws Exception {
		List<String> different = new ArrayList<>();
		for (int status : new int[] { 301, 302, 303, 307, 308, 201 }) {
			HttpResponse<String> response = subject.get("/status/" + status + "?location=/hello/moved");
			if (response.statusCode() != status) {
				different.add(status + " is " + response.statusCode());
			}
			else if (!response.headers().firstValue("Location").orElse("").endsWith("/hello/moved")) {
				different.add(status + " has another `Location`");
			}
		}
		return (different.isEmpty()) ? "all" : String.join(", ", different);
	}

	private static String locationOnly(Subject subject) throws Exception {
		HttpResponse<String> response = subject.get("/location-only");
		if (response.body().equals("Hello redirected")) {
			return "the front end asks for that path itself";
		}
		return response.statusCode()
				+ ((response.headers().firstValue("Location").isPresent()) ? " with `Location`" : "");
	}

	private static String challenge(Subject subject) throws Exception {
		HttpResponse<String> response = subject.get("/status/401");
		return (response.statusCode() == 401
				&& response.headers().firstValue("WWW-Authenticate").orElse("").contains("probe")) ? "yes" : "no";
	}

	private static String head(Subject subject) throws Exception {
		HttpResponse<String> get = subject.get("/hello/you");
		HttpResponse<String> head = subject.send(subject.request("/hello/you").method("HEAD", BodyPublishers.noBody()));
		for (String name : List.of("Content-Type", "Content-Length")) {
			if (!head.headers().allValues(name).equals(get.headers().allValues(name))) {
				return "`" + name + "` is " + head.headers().firstValue(name).orElse("missing");
			}
		}
		return bare(subject, "HEAD /hello/you", "", 200);
	}

	private static String bare(Subject subject, String line, String header, int status) throws IOException {
		String requests = line + " HTTP/1.1\r\nHost: localhost\r\n" + header
				+ "\r\nGET /hello/next HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
		try (Socket socket = subject.open(requests)) {
			String responses = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (!responses.startsWith("HTTP/1.1 " + status + " ")) {
				return responses.lines().findFirst().orElse("nothing");
			}
			String next = responses.substring(responses.indexOf("\r\n\r\n") + 4);
			if (next.isEmpty()) {
				return "yes, and closes the connection";
			}
			return (next.startsWith("HTTP/1.1 200 ")) ? "yes" : "no";
		}
	}

	private static String repeatedHeaders(Subject subject) throws Exception {
		HttpResponse<String> response = subject.get("/repeated-headers");
		List<String> cookies = response.headers().allValues("Set-Cookie");
		List<String> tags = response.headers().allValues("X-Tag");
		if (!cookies.equals(List.of("a=1", "b=2"))) {
			return "cookies " + cookies;
		}
		return (String.join(", ", tags).equals("one, two")) ? "yes" : "tags " + tags;
	}

	private static String largeHeader(Subject subject, int length) throws Exception {
		HttpResponse<String> response = subject.get("/large-header?length=" + length);
		return (response.headers().firstValue("X-Large").orElse("").length() == length) ? "yes"
				: String.valueOf(response.statusCode());
	}

	private static String lengthKept(Subject subject) throws Exception {
		HttpResponse<String> response = subject.get("/bytes/20000?declared=true");
		return (response.headers().firstValue("Content-Length").orElse("").equals("20000")) ? "yes" : "no";
	}

	private static String body(Subject subject, int length, boolean declared) throws Exception {
		HttpResponse<String> response = subject.get("/bytes/" + length + "?declared=" + declared);
		return (response.body().equals("x".repeat(length))) ? "yes" : response.body().length() + " bytes";
	}

}
