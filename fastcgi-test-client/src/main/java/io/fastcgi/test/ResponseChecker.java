package io.fastcgi.test;

import java.nio.ByteBuffer;

/**
 * Checks the order of the records of one response, for those who read them one by one.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 * @see FastCgiTestConnection#readRecord()
 */
public final class ResponseChecker {

	private final int id;

	private final StreamState stdout = new StreamState(TestRecord.STDOUT);

	private final StreamState stderr = new StreamState(TestRecord.STDERR);

	private int appStatus;

	private int protocolStatus;

	private boolean ended;

	/**
	 * Begins a response.
	 * @param id the request id
	 */
	public ResponseChecker(int id) {
		this.id = id;
	}

	/**
	 * Checks the next record.
	 * @param record the record
	 * @throws ProtocolViolationException if it must not come here
	 */
	public void check(TestRecord record) {
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

	/**
	 * Whether END_REQUEST has come.
	 * @return whether the response is complete
	 */
	public boolean isEnded() {
		return this.ended;
	}

	/**
	 * The exit status of the application.
	 * @return the status, 0 before the end
	 */
	public int appStatus() {
		return this.appStatus;
	}

	/**
	 * How the request ended.
	 * @return the status, such as {@link TestResponse#REQUEST_COMPLETE}, 0 before the end
	 */
	public int protocolStatus() {
		return this.protocolStatus;
	}

}
