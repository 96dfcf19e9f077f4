package io.fastcgi.fuzzing.seed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.fastcgi.test.NameValuePair;
import io.fastcgi.test.NameValuePairs;
import io.fastcgi.test.TestRecord;

/**
 * Puts together what a front end sends.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Transcript {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Encode params, given as names and values in turn.
	 */
	static byte[] pairs(String... namesAndValues) {
		List<NameValuePair> pairs = new ArrayList<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			pairs.add(new NameValuePair(ascii(namesAndValues[i]), ascii(namesAndValues[i + 1])));
		}
		return NameValuePairs.encode(pairs);
	}

	/**
	 * Encode a SCGI request, with headers given as names and values in turn.
	 */
	static byte[] scgi(String body, String... namesAndValues) {
		String head = scgiHeaders(namesAndValues);
		return ascii(head.length() + ":" + head + "," + body);
	}

	static String scgiHeaders(String... namesAndValues) {
		return (namesAndValues.length > 0) ? String.join("\0", namesAndValues) + "\0" : "";
	}

	Transcript record(int type, int id, byte... content) {
		return add(TestRecord.of(type, id, content).encode());
	}

	Transcript unpadded(int type, int id, byte... content) {
		return add(new TestRecord(1, type, id, content, 0).encode());
	}

	Transcript padded(int padding, int type, int id, byte... content) {
		return add(new TestRecord(1, type, id, content, padding).encode());
	}

	Transcript add(byte[] more) {
		this.bytes.writeBytes(more);
		return this;
	}

	Transcript begin(int id, int role, int flags) {
		return add(TestRecord.beginRequest(id, role, flags).encode());
	}

	Transcript params(int id, String... namesAndValues) {
		return record(TestRecord.PARAMS, id, pairs(namesAndValues)).record(TestRecord.PARAMS, id);
	}

	Transcript stdin(int id, String body) {
		if (!body.isEmpty()) {
			record(TestRecord.STDIN, id, ascii(body));
		}
		return record(TestRecord.STDIN, id);
	}

	/**
	 * Add a whole request to a responder.
	 */
	Transcript request(int id, int flags, String uri, String body) {
		return begin(id, 1, flags)
			.params(id, "REQUEST_METHOD", "POST", "REQUEST_URI", uri, "CONTENT_LENGTH", String.valueOf(body.length()))
			.stdin(id, body);
	}

	Transcript abort(int id) {
		return record(TestRecord.ABORT_REQUEST, id);
	}

	byte[] bytes() {
		return this.bytes.toByteArray();
	}

}
