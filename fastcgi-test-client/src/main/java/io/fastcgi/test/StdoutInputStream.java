package io.fastcgi.test;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * STDOUT of the only request on a connection. It ends with END_REQUEST.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class StdoutInputStream extends InputStream {

	private final FastCgiTestConnection connection;

	private final ResponseChecker checker;

	private byte[] content = {};

	private int position;

	StdoutInputStream(FastCgiTestConnection connection, int id) {
		this.connection = connection;
		this.checker = new ResponseChecker(id);
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) != -1) ? single[0] & 0xFF : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		while (this.position == this.content.length && !this.checker.isEnded()) {
			accept(this.connection.readRecord());
		}
		if (this.position == this.content.length) {
			return -1;
		}
		int count = Math.min(length, this.content.length - this.position);
		System.arraycopy(this.content, this.position, target, offset, count);
		this.position += count;
		return count;
	}

	private void accept(@Nullable TestRecord record) {
		if (record == null) {
			throw new ProtocolViolationException("The server closed the connection before END_REQUEST");
		}
		this.checker.check(record);
		if (record.type() == TestRecord.STDOUT) {
			this.content = record.content();
			this.position = 0;
		}
	}

	boolean isEnded() {
		return this.checker.isEnded();
	}

}
