package io.fastcgi.cli;

import java.nio.ByteBuffer;

import io.fastcgi.test.RecordListener;
import io.fastcgi.test.TestRecord;

/**
 * Shows each FastCGI record.
 *
 * @param trace where to
 * @author FastCGI Spring Boot maintainers
 */
record RecordTrace(Trace trace) implements RecordListener {

	@Override
	public void sent(TestRecord record) {
		this.trace.remark("sent " + describe(record));
	}

	@Override
	public void received(TestRecord record) {
		this.trace.remark("received " + describe(record));
	}

	static String describe(TestRecord record) {
		return TestRecord.typeName(record.type()) + " id=" + record.id() + " length=" + record.content().length
				+ details(record);
	}

	private static String details(TestRecord record) {
		if (record.content().length != 8) {
			return "";
		}
		ByteBuffer content = ByteBuffer.wrap(record.content());
		return switch (record.type()) {
			case TestRecord.BEGIN_REQUEST -> " role=" + content.getShort() + " flags=" + content.get();
			case TestRecord.END_REQUEST ->
				" appStatus=" + content.getInt() + " protocolStatus=" + ProtocolStatus.nameOf(content.get() & 0xFF);
			case TestRecord.UNKNOWN_TYPE -> " type=" + (content.get() & 0xFF);
			default -> "";
		};
	}

}
