package io.fastcgi.test;

import java.nio.ByteBuffer;

/**
 * Checks the order of the records of one response.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ResponseChecker {

	private final int id;

	private final StreamState stdout = new StreamState(TestRecord.STDOUT);

	private final StreamState stderr = new StreamState(TestRecord.STDERR);

	private int appStatus;

	private int protocolStatus;

	private boolean ended;

	ResponseChecker(int id) {
		this.id = id;
	}

	void check(TestRecord record) {
		if (record.version() != 1) {
			throw new ProtocolViolationException(record + " has version " + record.version() + " instead of 1");
		}
		if (record.id() != this.id) {
			throw new ProtocolViolationException(record + " though only request " + this.id + " is active");
		}
		if (this.ended) {
			throw new ProtocolViolationException(record + " came after END_REQUEST");
		}
		switch (record.type()) {
			case TestRecord.STDOUT -> this.stdout.accept(record);
			case TestRecord.STDERR -> this.stderr.accept(record);
			case TestRecord.END_REQUEST -> end(record);
			default -> throw new ProtocolViolationException(record + " cannot come from a server");
		}
	}

	private void end(TestRecord record) {
		if (record.content().length != 8) {
			throw new ProtocolViolationException(record + " instead of 8");
		}
		this.stdout.requireEnded(this.id);
		this.stderr.requireEnded(this.id);
		ByteBuffer body = ByteBuffer.wrap(record.content());
		this.appStatus = body.getInt();
		this.protocolStatus = body.get() & 0xFF;
		if (this.protocolStatus > TestResponse.UNKNOWN_ROLE) {
			throw new ProtocolViolationException(record + " has the undefined protocolStatus " + this.protocolStatus);
		}
		this.ended = true;
	}

	boolean isEnded() {
		return this.ended;
	}

	int appStatus() {
		return this.appStatus;
	}

	int protocolStatus() {
		return this.protocolStatus;
	}

}
