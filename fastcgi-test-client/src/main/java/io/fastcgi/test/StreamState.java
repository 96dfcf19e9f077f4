package io.fastcgi.test;

/**
 * How far one stream of a response is.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class StreamState {

	private final String name;

	private boolean used;

	private boolean ended;

	StreamState(int type) {
		this.name = TestRecord.typeName(type);
	}

	void accept(TestRecord record) {
		if (this.ended) {
			throw new ProtocolViolationException(
					record + " came after the empty record that ends " + this.name + " (FCGI-16)");
		}
		this.used = true;
		this.ended = record.content().length == 0;
	}

	void requireEnded(int id) {
		if (this.used && !this.ended) {
			throw new ProtocolViolationException("END_REQUEST of request " + id
					+ " came before the empty record that ends " + this.name + " (FCGI-47)");
		}
	}

}
