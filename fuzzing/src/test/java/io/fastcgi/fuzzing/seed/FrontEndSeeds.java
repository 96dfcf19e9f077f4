package io.fastcgi.fuzzing.seed;

import java.util.Arrays;
import java.util.Map;

import io.fastcgi.test.TestRecord;

/**
 * The same request as each front end frames it (PT-50).
 *
 * @author FastCGI Spring Boot maintainers
 */
final class FrontEndSeeds {

	private static final String[] NGINX = { "QUERY_STRING", "a=b", "REQUEST_METHOD", "GET", "CONTENT_TYPE", "",
			"CONTENT_LENGTH", "", "SCRIPT_NAME", "/notes", "REQUEST_URI", "/notes?a=b", "DOCUMENT_URI", "/notes",
			"SERVER_PROTOCOL", "HTTP/1.1", "REQUEST_SCHEME", "http", "GATEWAY_INTERFACE", "CGI/1.1", "REMOTE_ADDR",
			"192.0.2.7", "SERVER_PORT", "80", "REDIRECT_STATUS", "200", "HTTP_HOST", "example.org", "HTTP_COOKIE",
			"a=1; b=2" };

	private static final String[] APACHE = { "HTTP_TRANSFER_ENCODING", "chunked", "SCRIPT_FILENAME",
			"proxy:fcgi://127.0.0.1:9000/notes", "REQUEST_METHOD", "POST", "REQUEST_URI", "/notes", "SERVER_NAME",
			"example.org" };

	private static final String[] LIGHTTPD = { "CONTENT_LENGTH", "4", "QUERY_STRING", "", "REQUEST_URI", "/notes",
			"PATH_INFO", "/notes", "REQUEST_METHOD", "POST", "REDIRECT_STATUS", "200", "HTTPS", "on" };

	private static final String[] CADDY = { "AUTH_TYPE", "", "REMOTE_IDENT", "", "PATH_INFO", "", "CONTENT_TYPE",
			"application/x-www-form-urlencoded", "CONTENT_LENGTH", "4", "REQUEST_METHOD", "POST", "REQUEST_URI",
			"/notes" };

	private FrontEndSeeds() {
	}

	static void addTo(Map<String, byte[]> seeds) {
		seeds.put("fastcgi/nginx-get", new Transcript().begin(1, 1, 0).params(1, NGINX).stdin(1, "").bytes());
		seeds.put("fastcgi/nginx-kept-twice",
				new Transcript().begin(1, 1, 1)
					.params(1, NGINX)
					.stdin(1, "")
					.begin(1, 1, 1)
					.params(1, NGINX)
					.stdin(1, "")
					.bytes());
		seeds.put("fastcgi/nginx-unbuffered-body",
				new Transcript().begin(1, 1, 0).params(1, NGINX).stdin(1, "a body of unknown length").bytes());
		seeds.put("fastcgi/apache-streamed-body", apache());
		seeds.put("fastcgi/apache-authnz",
				new Transcript().begin(1, 2, 0)
					.params(1, "FCGI_ROLE", "AUTHORIZER", "FCGI_APACHE_ROLE", "AUTHENTICATOR", "REMOTE_USER", "me",
							"REMOTE_PASSWD", "secret")
					.bytes());
		seeds.put("fastcgi/lighttpd-post", unpadded(1, 0, LIGHTTPD, "body"));
		seeds.put("fastcgi/lighttpd-authorizer",
				new Transcript().begin(1, 2, 0).params(1, LIGHTTPD).stdin(1, "").bytes());
		seeds.put("fastcgi/haproxy-multiplexed", haproxy());
		seeds.put("fastcgi/caddy-post", new Transcript().begin(1, 1, 0).params(1, CADDY).stdin(1, "body").bytes());
		seeds.put("fastcgi/h2o-pair-across-records", h2o());
		seeds.put("fastcgi/uwsgi-blanks-in-begin",
				new Transcript()
					.unpadded(TestRecord.BEGIN_REQUEST, 1, (byte) 0, (byte) 1, (byte) 0, (byte) ' ', (byte) ' ',
							(byte) ' ', (byte) ' ', (byte) ' ')
					.params(1, "REQUEST_URI", "/notes")
					.stdin(1, "")
					.bytes());
		seeds.put("params/nginx", Transcript.pairs(NGINX));
		seeds.put("params/caddy", Transcript.pairs(CADDY));
		addScgi(seeds);
	}

	private static void addScgi(Map<String, byte[]> seeds) {
		String[] nginx = { "CONTENT_LENGTH", "0", "REQUEST_METHOD", "GET", "REQUEST_URI", "/notes", "QUERY_STRING", "",
				"CONTENT_TYPE", "", "DOCUMENT_URI", "/notes", "SCGI", "1", "HTTP_HOST", "example.org" };
		String[] lighttpd = { "CONTENT_LENGTH", "4", "REQUEST_METHOD", "POST", "REQUEST_URI", "/echo", "SCGI", "1" };
		seeds.put("scgi/nginx-get", Transcript.scgi("", nginx));
		seeds.put("scgi/nginx-surplus", Transcript.scgi("surplus", nginx));
		seeds.put("scgi/nginx-without-scgi-params",
				Transcript.scgi("", "CONTENT_LENGTH", "0", "HTTP_HOST", "example.org"));
		seeds.put("scgi/apache-post",
				Transcript.scgi("body", "CONTENT_LENGTH", "4", "SCGI", "1", "REQUEST_URI", "/notes"));
		seeds.put("scgi/lighttpd-post", Transcript.scgi("body", lighttpd));
		seeds.put("scgi-headers/nginx", Transcript.ascii(Transcript.scgiHeaders(nginx)));
		for (String uri : new String[] { "/early", "/big", "/fail", "/fail-late", "/take-back", "/no-head", "/errors",
				"/hold", "/twice" }) {
			seeds.put("scgi/handler" + uri.replace('/', '-'),
					Transcript.scgi("body", "CONTENT_LENGTH", "4", "SCGI", "1", "REQUEST_URI", uri));
		}
	}

	private static byte[] apache() {
		int half = APACHE.length / 2 & ~1;
		return new Transcript().begin(1, 1, 0)
			.unpadded(TestRecord.PARAMS, 1, Transcript.pairs(Arrays.copyOf(APACHE, half)))
			.unpadded(TestRecord.PARAMS, 1, Transcript.pairs(Arrays.copyOfRange(APACHE, half, APACHE.length)))
			.unpadded(TestRecord.PARAMS, 1)
			.unpadded(TestRecord.STDIN, 1, Transcript.ascii("first "))
			.unpadded(TestRecord.STDIN, 1, Transcript.ascii("second"))
			.unpadded(TestRecord.STDIN, 1)
			.bytes();
	}

	private static byte[] haproxy() {
		return new Transcript()
			.record(TestRecord.GET_VALUES, 0, Transcript.pairs("FCGI_MAX_REQS", "", "FCGI_MPXS_CONNS", ""))
			.add(unpadded(1, 1, LIGHTTPD, "body"))
			.begin(3, 1, 1)
			.begin(5, 1, 1)
			.params(5, LIGHTTPD)
			.params(3, LIGHTTPD)
			.abort(3)
			.stdin(5, "body")
			.bytes();
	}

	private static byte[] h2o() {
		byte[] pairs = Transcript.pairs("REQUEST_URI", "/notes", "HTTP_X_A", "1", "HTTP_X_A", "2", "HTTP_LONG",
				"x".repeat(300));
		return new Transcript().begin(1, 1, 1)
			.unpadded(TestRecord.PARAMS, 1, Arrays.copyOf(pairs, 200))
			.unpadded(TestRecord.PARAMS, 1, Arrays.copyOfRange(pairs, 200, pairs.length))
			.unpadded(TestRecord.PARAMS, 1)
			.unpadded(TestRecord.STDIN, 1)
			.bytes();
	}

	private static byte[] unpadded(int id, int flags, String[] params, String body) {
		return new Transcript().begin(id, 1, flags)
			.unpadded(TestRecord.PARAMS, id, Transcript.pairs(params))
			.unpadded(TestRecord.PARAMS, id)
			.unpadded(TestRecord.STDIN, id, Transcript.ascii(body))
			.unpadded(TestRecord.STDIN, id)
			.bytes();
	}

}
