package io.fastcgi.frontend.matrix;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.fastcgi.frontend.probe.MirroredRequest;

/**
 * Headers of requests.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class HeaderRows {

	private HeaderRows() {
	}

	static List<Row> all() {
		return List.of(Row.of("header-7k", "a header of 7 kB arrives", "yes", (subject) -> large(subject, 7_000)),
				Row.fact("header-70k", "a header of 70 kB", (subject) -> large(subject, 70_000)),
				Row.of("cookies", "cookies arrive as the client sent them", "yes", HeaderRows::cookies),
				Row.fact("repeated-header", "a header that comes twice arrives", HeaderRows::repeated),
				Row.of("authorization", "`Authorization` arrives", "yes", HeaderRows::authorization),
				Row.fact("remote-user", "`REMOTE_USER` of a client with any password", HeaderRows::remoteUser),
				Row.fact("proxy", "`Proxy` of the client becomes `HTTP_PROXY`", HeaderRows::proxy),
				Row.fact("underscore", "`X_Real` next to `X-Real` of the client", HeaderRows::underscore),
				Row.of("forged", "a client can set `REMOTE_ADDR` or `DEMO_USER` by a header of that name", "no",
						HeaderRows::forged));
	}

	private static HttpRequest.Builder request(Subject subject) {
		return subject.request("/mirror/headers");
	}

	private static String large(Subject subject, int length) throws Exception {
		String value = "v".repeat(length);
		MirroredRequest mirrored = subject.mirror(request(subject).header("X-Large", value));
		if (mirrored.headers("X-Large").equals(List.of(value))) {
			return "yes";
		}
		return (mirrored.headers("X-Large").isEmpty()) ? "dropped" : "cut off";
	}

	private static String cookies(Subject subject) throws Exception {
		String cookies = "a=1; b=\"two words\"; c=x=y/z==; d=%C3%B6";
		MirroredRequest mirrored = subject.mirror(request(subject).header("Cookie", cookies));
		return (mirrored.headers("Cookie").equals(List.of(cookies))) ? "yes" : "" + mirrored.headers("Cookie");
	}

	private static String repeated(Subject subject) throws Exception {
		List<String> values = subject.mirror(request(subject).header("X-Tag", "one").header("X-Tag", "two"))
			.headers("X-Tag");
		return (values.size() > 1) ? "twice" : "as `" + String.join("", values) + "`";
	}

	private static String authorization(Subject subject) throws Exception {
		MirroredRequest mirrored = subject.mirror(request(subject).header("Authorization", "Bearer secret"));
		return (mirrored.headers("Authorization").equals(List.of("Bearer secret"))) ? "yes" : "no";
	}

	private static String remoteUser(Subject subject) throws Exception {
		String credentials = Base64.getEncoder().encodeToString("root:guess".getBytes(StandardCharsets.UTF_8));
		MirroredRequest mirrored = subject.mirror(request(subject).header("Authorization", "Basic " + credentials));
		return (mirrored.param("REMOTE_USER").isEmpty()) ? "none" : "believed";
	}

	private static String proxy(Subject subject) throws Exception {
		MirroredRequest mirrored = subject.mirror(request(subject).header("Proxy", "evil"));
		if (!mirrored.headers("Proxy").isEmpty()) {
			return "yes, and reaches the handler";
		}
		return (mirrored.param("HTTP_PROXY").isEmpty()) ? "no" : "yes, and the application drops it";
	}

	private static String underscore(Subject subject) throws Exception {
		MirroredRequest mirrored = subject.mirror(request(subject).header("X_Real", "forged").header("X-Real", "real"));
		List<String> values = mirrored.headers("X-Real");
		return (values.equals(List.of("real"))) ? "is dropped"
				: "is taken for it: `" + String.join("`, `", values) + "`";
	}

	private static String forged(Subject subject) throws Exception {
		MirroredRequest mirrored = subject.mirror(request(subject).header("Remote-Addr", "198.51.100.1")
			.header("REMOTE_ADDR", "198.51.100.1")
			.header("Demo-User", "root"));
		boolean forged = mirrored.params("REMOTE_ADDR").contains("198.51.100.1")
				|| !mirrored.params("DEMO_USER").isEmpty();
		return (forged) ? "yes" : "no";
	}

}
