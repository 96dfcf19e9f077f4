package io.fastcgi.test;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers one response.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ResponseCollector {

	private final ResponseChecker checker;

	private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();

	private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

	private final List<TestRecord> records = new ArrayList<>();

	ResponseCollector(int id) {
		this.checker = new ResponseChecker(id);
	}

	void add(TestRecord record) {
		this.checker.check(record);
		this.records.add(record);
		switch (record.type()) {
			case TestRecord.STDOUT -> this.stdout.writeBytes(record.content());
			case TestRecord.STDERR -> this.stderr.writeBytes(record.content());
			default -> {
				// END_REQUEST has been read by the checker
			}
		}
	}

	boolean isComplete() {
		return this.checker.isEnded();
	}

	TestResponse response() {
		return new TestResponse(this.stdout.toByteArray(), this.stderr.toByteArray(), this.checker.appStatus(),
				this.checker.protocolStatus(), List.copyOf(this.records));
	}

}
