package io.fastcgi.fuzzing.seed;

import java.util.Arrays;
import java.util.Map;

import io.fastcgi.test.TestRecord;

/**
 * The flows of FastCGI 1.0, appendix B, the example of the SCGI specification, and one
 * input for each thing that the specifications allow.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class SpecificationSeeds {

	private static final byte[] PARAMS = Transcript.pairs("SERVER_PORT", "80", "SERVER_ADDR", "199.170.183.42");

	private static final byte[] FORM = Transcript.ascii("quantity=100&item=3047936");

	private SpecificationSeeds() {
	}

	static void addTo(Map<String, byte[]> seeds) {
		addFlows(seeds);
		addRoles(seeds);
		seeds.put("fastcgi/spec-get-values",
				new Transcript()
					.record(TestRecord.GET_VALUES, 0,
							Transcript.pairs("FCGI_MAX_CONNS", "", "FCGI_MAX_REQS", "", "FCGI_MPXS_CONNS", ""))
					.bytes());
		seeds.put("fastcgi/spec-unknown-management-type", new Transcript().record(99, 0).bytes());
		seeds.put("fastcgi/spec-unknown-role", new Transcript().begin(1, 0xFFFF, 1).begin(2, 1, 1).bytes());
		seeds.put("fastcgi/spec-abort",
				new Transcript().begin(1, 1, 1).params(1, "REQUEST_URI", "/hold").abort(1).bytes());
		seeds.put("scgi/spec-example", Transcript.scgi("What is the answer to life?", "CONTENT_LENGTH", "27", "SCGI",
				"1", "REQUEST_METHOD", "POST", "REQUEST_URI", "/deepthought"));
		seeds.put("scgi/spec-no-body", Transcript.scgi("", "CONTENT_LENGTH", "0", "SCGI", "1"));
		seeds.put("scgi-headers/spec-example", Transcript.ascii(Transcript.scgiHeaders("CONTENT_LENGTH", "27", "SCGI",
				"1", "REQUEST_METHOD", "POST", "REQUEST_URI", "/deepthought")));
		seeds.put("params/spec-flow-1", PARAMS);
		seeds.put("params/spec-get-values",
				Transcript.pairs("FCGI_MAX_CONNS", "", "FCGI_MAX_REQS", "", "FCGI_MPXS_CONNS", ""));
		seeds.put("params/spec-four-byte-lengths",
				new byte[] { (byte) 0x80, 0, 0, 1, (byte) 0x80, 0, 0, 2, 97, 98, 99 });
		addResponses(seeds);
	}

	private static void addFlows(Map<String, byte[]> seeds) {
		seeds.put("fastcgi/spec-flow-1-no-body",
				new Transcript().begin(1, 1, 0)
					.record(TestRecord.PARAMS, 1, PARAMS)
					.record(TestRecord.PARAMS, 1)
					.record(TestRecord.STDIN, 1)
					.bytes());
		int cut = PARAMS.length - 9;
		seeds.put("fastcgi/spec-flow-2-body",
				new Transcript().begin(1, 1, 0)
					.record(TestRecord.PARAMS, 1, Arrays.copyOf(PARAMS, cut))
					.record(TestRecord.PARAMS, 1, Arrays.copyOfRange(PARAMS, cut, PARAMS.length))
					.record(TestRecord.PARAMS, 1)
					.record(TestRecord.STDIN, 1, FORM)
					.record(TestRecord.STDIN, 1)
					.bytes());
		seeds.put("fastcgi/spec-flow-3-errors",
				new Transcript().begin(1, 1, 0).params(1, "REQUEST_URI", "/errors").stdin(1, "").bytes());
		seeds.put("fastcgi/spec-flow-4-multiplexed",
				new Transcript().begin(1, 1, 1)
					.record(TestRecord.PARAMS, 1, PARAMS)
					.record(TestRecord.PARAMS, 1)
					.begin(2, 1, 1)
					.record(TestRecord.PARAMS, 2, PARAMS)
					.record(TestRecord.STDIN, 1)
					.record(TestRecord.PARAMS, 2)
					.record(TestRecord.STDIN, 2)
					.bytes());
	}

	private static void addRoles(Map<String, byte[]> seeds) {
		seeds.put("fastcgi/spec-authorizer", new Transcript().begin(1, 2, 1).params(1, "REMOTE_USER", "me").bytes());
		seeds.put("fastcgi/spec-filter",
				new Transcript().begin(1, 3, 1)
					.params(1, "FCGI_DATA_LAST_MOD", "0", "FCGI_DATA_LENGTH", "4")
					.stdin(1, "")
					.record(TestRecord.DATA, 1, Transcript.ascii("data"))
					.record(TestRecord.DATA, 1)
					.bytes());
		for (String uri : new String[] { "/echo", "/early", "/fail", "/fail-late", "/take-back", "/fail-reading",
				"/no-head", "/refuse", "/hold", "/later", "/twice", "/big" }) {
			seeds.put("fastcgi/handler-of-responder" + uri.replace('/', '-'),
					new Transcript().request(1, 1, uri, "body").bytes());
			seeds.put("fastcgi/handler-of-authorizer" + uri.replace('/', '-'),
					new Transcript().begin(1, 2, 1).params(1, "REQUEST_URI", uri).bytes());
		}
		seeds.put("fastcgi/handler-writes-raw-response",
				new Transcript().request(1, 1, "/raw", "Content-Type: text/plain\n\nbody").bytes());
		seeds.put("fastcgi/handler-writes-raw-nonsense", new Transcript().request(1, 1, "/raw", "\r\nbody").bytes());
	}

	private static void addResponses(Map<String, byte[]> seeds) {
		seeds.put("response/header-field", Transcript.ascii("Content-Type: text/html;charset=UTF-8"));
		seeds.put("response/location", Transcript.ascii("Location: /elsewhere"));
		seeds.put("response/second-status", Transcript.ascii("Status: 404 Not Found"));
		seeds.put("response/crlf", Transcript.ascii("Status: 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"));
		seeds.put("response/lf", Transcript.ascii("Status: 200 OK\nContent-Type: text/html\n\n<html>"));
		seeds.put("response/mixed", Transcript.ascii("Status: 200 OK\r\n\n"));
		seeds.put("response/empty-line-first", Transcript.ascii("\r\nStatus: 200 OK\r\n\r\n"));
		seeds.put("response/unfinished", Transcript.ascii("Status: 200 OK\r\n"));
	}

}
