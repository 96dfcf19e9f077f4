package io.fastcgi.frontend.matrix;

import java.net.Socket;
import java.util.List;

import io.fastcgi.frontend.probe.MirroredRequest;

/**
 * Paths and queries.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class PathRows {

	private PathRows() {
	}

	static List<Row> all() {
		return List.of(path("path-escaped", "/mirror/a%20b%2Bc+d"), path("path-utf8", "/mirror/w%C3%B6rld/%E2%82%AC"),
				path("path-slash", "/mirror/a%2Fb"), path("path-odd", "/mirror/a;b=c,d/~x!$'()*:@"),
				Row.of("query", "the query `a=1&b=%20+%C3%B6&c&a=/?` arrives as it is", "yes", PathRows::query),
				Row.fact("path-double", "`/mirror//x`", (subject) -> raw(subject, "/mirror//x")),
				Row.fact("path-dots", "`/mirror/a/../b`", (subject) -> raw(subject, "/mirror/a/../b")),
				Row.fact("path-escaped-dots", "`/mirror/a/%2e%2e/b`", (subject) -> raw(subject, "/mirror/a/%2e%2e/b")),
				Row.fact("path-broken", "`/mirror/%zz`", (subject) -> raw(subject, "/mirror/%zz")),
				Row.fact("path-null", "`/mirror/%00`", (subject) -> raw(subject, "/mirror/%00")),
				Row.fact("path-absolute", "`GET http://localhost/mirror/x`",
						(subject) -> raw(subject, "http://localhost/mirror/x")),
				scriptName("script-name", "/mirror/a%20b"), scriptName("script-name-dots", "/mirror/a.b/c.d/e"));
	}

	private static Row path(String id, String path) {
		return Row.of(id, "the path `" + path + "` arrives as it is", "yes", (subject) -> {
			String arrived = subject.mirror(subject.request(path)).path();
			return (arrived.equals(path)) ? "yes" : "as `" + arrived + "`";
		});
	}

	private static String query(Subject subject) throws Exception {
		String query = "a=1&b=%20+%C3%B6&c&a=/?";
		MirroredRequest mirrored = subject.mirror(subject.request("/mirror/query?" + query));
		return (mirrored.param("QUERY_STRING").equals(query)) ? "yes" : "as `" + mirrored.param("QUERY_STRING") + "`";
	}

	private static String raw(Subject subject, String target) throws Exception {
		try (Socket socket = subject
			.open("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
			RawResponse response = RawResponse.read(socket.getInputStream());
			if (response.status() != 200) {
				return response.status() + ((response.head().contains("application/problem+json"))
						? " of the application" : " of the front end");
			}
			return "arrives as `" + response.mirrored().path() + "`";
		}
	}

	private static Row scriptName(String id, String path) {
		return Row.fact(id, "`SCRIPT_NAME` and `PATH_INFO` of `" + path + "`", (subject) -> {
			MirroredRequest mirrored = subject.mirror(subject.request(path));
			return value(mirrored, "SCRIPT_NAME") + " and " + value(mirrored, "PATH_INFO");
		});
	}

	private static String value(MirroredRequest mirrored, String name) {
		List<String> values = mirrored.params(name);
		if (values.isEmpty()) {
			return "none";
		}
		return (values.get(0).isEmpty()) ? "empty" : "`" + values.get(0) + "`";
	}

}
