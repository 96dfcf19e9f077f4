package io.fastcgi.frontend.matrix;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;

import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.probe.MirroredRequest;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;

/**
 * What front ends say by themselves.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ParamRows {

	/**
	 * Not where the front end and the application are.
	 */
	private static final String CLIENT = "127.0.0.2";

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
				Row.fact("http2", "a client over TLS may speak HTTP/2: its body of 100 kB arrives", ParamRows::http2),
				Row.of("authorizer",
						"asks the application who may pass: 401 with its challenge, or in with its variable", "yes",
						AuthorizerRows::authorizer),
				Row.of("forged-user", "a client can set `DEMO_USER` there, with or without a password", "no",
						AuthorizerRows::forged));
	}

	private static MirroredRequest mirror(Subject subject) throws Exception {
		return subject.mirror(subject.request("/mirror/params"));
	}

	private static String remote(Subject subject) throws Exception {
		MirroredRequest mirrored = ask(subject, CLIENT, "localhost");
		boolean right = mirrored.params("REMOTE_ADDR").equals(List.of(CLIENT))
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
		String host = "example.org:1234";
		List<String> values = ask(subject, "127.0.0.1", host).params("HTTP_HOST");
		return (values.equals(List.of(host))) ? "it is" : "`" + String.join("`, `", values) + "`";
	}

	private static MirroredRequest ask(Subject subject, String client, String host) throws Exception {
		String request = "GET /mirror/params HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
		try (Socket socket = subject.open(InetAddress.getByName(client), request)) {
			return RawResponse.read(socket.getInputStream()).mirrored();
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
		HttpTester http = overTls(subject, HttpClient.Version.HTTP_1_1);
		return (isSecure(Subject.mirror(http, http.request("/mirror/tls")))) ? "yes" : "no";
	}

	private static String http2(Subject subject) throws Exception {
		HttpTester http = overTls(subject, HttpClient.Version.HTTP_2);
		String body = "x".repeat(100_000);
		HttpResponse<String> response = http.post("/mirror/http2", "application/octet-stream", body);
		if (response.version() != HttpClient.Version.HTTP_2) {
			return "no";
		}
		return (response.statusCode() == 200 && response.body().contains("\"bytes\":" + body.length())) ? "yes"
				: "yes, but " + response.statusCode();
	}

	private static HttpTester overTls(Subject subject, HttpClient.Version version) throws Exception {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
		HttpClient client = HttpClient.newBuilder().version(version).sslContext(context).build();
		return new HttpTester(client, subject.frontEnd().tlsUri());
	}

}
