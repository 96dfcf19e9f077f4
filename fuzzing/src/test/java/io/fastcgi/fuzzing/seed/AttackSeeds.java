package io.fastcgi.fuzzing.seed;

import java.util.Map;

import io.fastcgi.test.TestRecord;

/**
 * What was used against other servers (SEC-1 to SEC-39).
 *
 * @author FastCGI Spring Boot maintainers
 */
final class AttackSeeds {

	private static final byte[] HUGE_LENGTHS = bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 'a');

	private AttackSeeds() {
	}

	static void addTo(Map<String, byte[]> seeds) {
		addParams(seeds);
		addRecords(seeds);
		addScgi(seeds);
		addOthers(seeds);
	}

	private static void addParams(Map<String, byte[]> seeds) {
		seeds.put("params/sec-01-huge-lengths", HUGE_LENGTHS);
		seeds.put("params/sec-01-one-huge-length", bytes(0xFF, 0xFF, 0xFF, 0xFF, 1, 'a'));
		seeds.put("params/sec-20-same-name-again-and-again", Transcript.ascii("\017\0FCGI_MPXS_CONNS".repeat(49)));
		seeds.put("params/sec-38-many-empty", new byte[200]);
		seeds.put("params/pt-40-name-ends-early", bytes(1, 0));
		seeds.put("params/pt-40-length-ends-early", bytes(0x80, 0, 0));
		seeds.put("params/pt-40-long-value", Transcript.pairs("n".repeat(127), "v".repeat(128)));
		seeds.put("scgi-headers/sec-26-empty-name", Transcript.ascii("\0value\0"));
		seeds.put("scgi-headers/sec-26-no-final-nul", Transcript.ascii("name\0value"));
		seeds.put("scgi-headers/sec-26-odd", Transcript.ascii("name\0value\0name\0"));
	}

	private static void addRecords(Map<String, byte[]> seeds) {
		seeds.put("fastcgi/sec-01-huge-lengths",
				new Transcript().begin(1, 1, 1)
					.record(TestRecord.PARAMS, 1, HUGE_LENGTHS)
					.record(TestRecord.PARAMS, 1)
					.request(2, 1, "/echo", "neighbour")
					.bytes());
		seeds.put("fastcgi/sec-03-get-values-huge-lengths",
				new Transcript().record(TestRecord.GET_VALUES, 0, HUGE_LENGTHS).bytes());
		for (int length : new int[] { 0, 7, 9 }) {
			seeds.put("fastcgi/sec-04-begin-of-" + length,
					new Transcript().record(TestRecord.BEGIN_REQUEST, 1, new byte[length])
						.request(2, 1, "/", "")
						.bytes());
		}
		seeds.put("fastcgi/sec-05-unknown-role",
				new Transcript().request(1, 1, "/", "").begin(2, 0xFFFF, 1).request(3, 1, "/", "").bytes());
		Transcript begins = new Transcript();
		for (int id = 1; id <= 12; id++) {
			begins.begin(id, 1 + id % 3, 1);
		}
		seeds.put("fastcgi/sec-08-many-begins", begins.bytes());
		seeds.put("fastcgi/sec-09-input-of-nobody",
				new Transcript().record(TestRecord.STDIN, 0, new byte[9])
					.record(TestRecord.STDIN, 7, new byte[9])
					.record(TestRecord.PARAMS, 7, new byte[9])
					.bytes());
		seeds.put("fastcgi/sec-18-begin-with-null-id", new Transcript().begin(0, 1, 1).bytes());
		seeds.put("fastcgi/sec-18-most-padding",
				new Transcript().begin(1, 1, 1)
					.padded(255, TestRecord.PARAMS, 1)
					.padded(255, TestRecord.STDIN, 1, Transcript.ascii("x"))
					.padded(255, TestRecord.STDIN, 1)
					.bytes());
		seeds.put("fastcgi/sec-21-php-value",
				new Transcript().begin(1, 1, 0)
					.params(1, "PHP_VALUE", "auto_prepend_file = php://input", "SCRIPT_FILENAME", "/etc/passwd")
					.stdin(1, "<?php")
					.bytes());
		seeds.put("fastcgi/sec-27-longer-than-announced",
				new Transcript().begin(1, 1, 1).params(1, "CONTENT_LENGTH", "2").stdin(1, "longer").bytes());
		seeds.put("fastcgi/sec-27-two-lengths",
				new Transcript().begin(1, 1, 1)
					.params(1, "CONTENT_LENGTH", "2", "CONTENT_LENGTH", "3")
					.stdin(1, "abc")
					.bytes());
		addLifeCycles(seeds);
	}

	private static void addLifeCycles(Map<String, byte[]> seeds) {
		seeds.put("fastcgi/sec-29-authorizer-aborted",
				new Transcript().begin(1, 2, 1)
					.abort(1)
					.begin(1, 2, 1)
					.params(1, "REQUEST_URI", "/hold")
					.abort(1)
					.bytes());
		seeds.put("fastcgi/sec-31-abort-and-id-again",
				new Transcript().begin(1, 1, 1)
					.params(1, "REQUEST_URI", "/hold")
					.abort(1)
					.request(1, 1, "/", "again")
					.bytes());
		seeds.put("fastcgi/sec-33-begin-twice",
				new Transcript().begin(1, 1, 1)
					.begin(1, 2, 1)
					.begin(2, 1, 1)
					.params(2, "REQUEST_URI", "/hold")
					.begin(2, 1, 0)
					.bytes());
		seeds.put("fastcgi/id-again-while-a-long-answer-is-sent",
				new Transcript().request(1, 1, "/big", "body")
					.record(TestRecord.BEGIN_REQUEST, 1, new byte[4])
					.bytes());
		seeds.put("fastcgi/params-after-their-end",
				new Transcript().begin(1, 1, 1).params(1, "REQUEST_URI", "/hold").params(1, "A", "B").bytes());
		seeds.put("fastcgi/input-before-params",
				new Transcript().begin(1, 1, 1).stdin(1, "early").params(1, "REQUEST_URI", "/").bytes());
		seeds.put("fastcgi/input-before-params-and-too-much",
				new Transcript().begin(1, 1, 1)
					.record(TestRecord.STDIN, 1, new byte[8])
					.params(1, "CONTENT_LENGTH", "4")
					.stdin(1, "more")
					.request(2, 1, "/", "neighbour")
					.bytes());
		seeds.put("fastcgi/input-after-its-end",
				new Transcript().begin(1, 1, 1).params(1, "REQUEST_URI", "/hold").stdin(1, "a").stdin(1, "b").bytes());
		seeds.put("fastcgi/record-of-a-server",
				new Transcript().begin(1, 1, 1)
					.record(TestRecord.STDOUT, 1, new byte[3])
					.record(TestRecord.END_REQUEST, 1, new byte[8])
					.bytes());
		seeds.put("fastcgi/version-changes",
				new Transcript().begin(1, 2, 1).params(1).add(bytes(2)).add(new byte[20]).bytes());
	}

	private static void addScgi(Map<String, byte[]> seeds) {
		String headers = Transcript.scgiHeaders("CONTENT_LENGTH", "0", "SCGI", "1");
		seeds.put("scgi/sec-25-second-request",
				Transcript.scgi("12345" + headers.length() + ":" + headers + ",", "CONTENT_LENGTH", "5", "SCGI", "1"));
		seeds.put("scgi/sec-26-empty", Transcript.scgi(""));
		seeds.put("scgi/sec-26-leading-zero", Transcript.ascii("0" + headers.length() + ":" + headers + ","));
		seeds.put("scgi/sec-26-length-beyond-int", Transcript.ascii("4294967299:"));
		seeds.put("scgi/sec-26-no-colon", Transcript.ascii("12345678901234567890"));
		seeds.put("scgi/sec-26-no-comma", Transcript.ascii(headers.length() + ":" + headers + ";"));
		seeds.put("scgi/sec-26-length-twice",
				Transcript.scgi("", "CONTENT_LENGTH", "0", "CONTENT_LENGTH", "0", "SCGI", "1"));
		seeds.put("scgi/sec-26-length-second", Transcript.scgi("", "SCGI", "1", "CONTENT_LENGTH", "0"));
		seeds.put("scgi/sec-26-wrong-version", Transcript.scgi("", "CONTENT_LENGTH", "0", "SCGI", "2"));
		for (String length : new String[] { "", "-1", "1e3", "0x10", "9".repeat(18), "9".repeat(19) }) {
			seeds.put("scgi/sec-26-body-length-" + ((length.isEmpty()) ? "empty" : length),
					Transcript.scgi("body", "CONTENT_LENGTH", length, "SCGI", "1"));
		}
		seeds.put("scgi/same-client-header-twice",
				Transcript.scgi("", "CONTENT_LENGTH", "0", "SCGI", "1", "HTTP_X", "1", "HTTP_X", "2"));
	}

	private static void addOthers(Map<String, byte[]> seeds) {
		seeds.put("scgi/sec-22-http", Transcript.ascii("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"));
		seeds.put("scgi/sec-22-proxy-protocol", Transcript.ascii("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n"));
		seeds.put("scgi/sec-22-tls", bytes(0x16, 3, 1, 2, 0, 1, 0, 1));
		seeds.put("response/sec-28-header-in-value", Transcript.ascii("X-Name: a\r\nSet-Cookie: x"));
		seeds.put("response/sec-28-cr-in-value", Transcript.ascii("X-Name: a\rSet-Cookie: x"));
		seeds.put("response/sec-28-lf-in-value", Transcript.ascii("X-Name: a\nSet-Cookie: x"));
		seeds.put("response/sec-28-blank-in-name", Transcript.ascii("X Y: value"));
		seeds.put("response/sec-28-nul", Transcript.ascii("X-Name: a\0b"));
		seeds.put("response/sec-28-beyond-latin-1", bytes('X', ':', ' ', 0xE4, 0xB8, 0x8D));
	}

	private static byte[] bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return bytes;
	}

}
