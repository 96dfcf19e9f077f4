package io.fastcgi.test;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Writes the records of a request.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RequestWriter {

	private final RecordWriter records;

	RequestWriter(RecordWriter records) {
		this.records = records;
	}

	void begin(int id, int role, int flags) throws IOException {
		this.records.write(TestRecord.beginRequest(id, role, flags));
	}

	void params(int id, Iterable<NameValuePair> params) throws IOException {
		byte[] bytes = NameValuePairs.encode(params);
		this.records.append(TestRecord.PARAMS, id, bytes, bytes.length);
		this.records.end(TestRecord.PARAMS, id);
	}

	void bodies(int id, RequestParts parts) throws IOException {
		body(TestRecord.STDIN, id, parts.stdin(), parts.isSmall());
		body(TestRecord.DATA, id, parts.data(), parts.isSmall());
		this.records.flush();
	}

	private void body(int type, int id, @Nullable Body body, boolean small) throws IOException {
		if (body == null) {
			return;
		}
		body.forEachPiece((buffer, length) -> {
			this.records.append(type, id, buffer, length);
			if (!small) {
				this.records.flush();
			}
		});
		this.records.end(type, id);
	}

}
