package io.fastcgi.test;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Reads records, without judging them.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RecordReader {

	private final WireInputStream wire;

	private final BufferedInputStream in;

	private final RecordListener listener;

	RecordReader(WireInputStream wire, RecordListener listener) {
		this.wire = wire;
		this.in = new BufferedInputStream(wire, 1 << 16);
		this.listener = listener;
	}

	@Nullable TestRecord read() throws IOException {
		TestRecord record = read(this.in);
		if (record != null) {
			this.listener.received(record);
		}
		return record;
	}

	static @Nullable TestRecord read(InputStream in) throws IOException {
		ByteBuffer header = ByteBuffer.wrap(in.readNBytes(TestRecord.HEADER_LENGTH));
		if (!header.hasRemaining()) {
			return null;
		}
		if (header.remaining() < TestRecord.HEADER_LENGTH) {
			throw new ProtocolViolationException("The connection was closed within a record header");
		}
		int version = header.get() & 0xFF;
		int type = header.get() & 0xFF;
		int id = header.getShort() & 0xFFFF;
		int contentLength = header.getShort() & 0xFFFF;
		int paddingLength = header.get() & 0xFF;
		byte[] content = in.readNBytes(contentLength);
		try {
			in.skipNBytes(contentLength - content.length + paddingLength);
		}
		catch (EOFException ex) {
			throw new ProtocolViolationException("The connection was closed within a " + TestRecord.typeName(type)
					+ " of " + contentLength + " bytes with a padding of " + paddingLength);
		}
		return new TestRecord(version, type, id, content, paddingLength);
	}

	byte[] readAllBytes() throws IOException {
		return this.in.readAllBytes();
	}

	/**
	 * Waits for the peer to close.
	 * @param timeout how long
	 * @return whether it did; {@code false} also if it sent something
	 */
	boolean isAtEnd(Duration timeout) throws IOException {
		this.wire.timeout(timeout);
		this.in.mark(1);
		try {
			boolean end = this.in.read() == -1;
			this.in.reset();
			return end;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
		finally {
			this.wire.restoreTimeout();
		}
	}

}
