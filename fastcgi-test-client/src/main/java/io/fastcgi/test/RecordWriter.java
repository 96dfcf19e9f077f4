package io.fastcgi.test;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes records, each of them whole, from any thread.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RecordWriter {

	private final OutputStream out;

	private final Splitting splitting;

	private final RecordListener listener;

	RecordWriter(OutputStream out, Splitting splitting, RecordListener listener) {
		this.out = new BufferedOutputStream(out, 1 << 16);
		this.splitting = splitting;
		this.listener = listener;
	}

	synchronized void write(TestRecord record) throws IOException {
		write(record, (byte) 0);
	}

	private void write(TestRecord record, byte filler) throws IOException {
		this.out.write(record.encode(filler));
		this.listener.sent(record);
	}

	synchronized void write(byte[] bytes) throws IOException {
		this.out.write(bytes);
	}

	// Appends to a stream, with as many records as are needed and without ending it.
	void append(int type, int id, byte[] content, int length) throws IOException {
		int position = 0;
		while (position < length) {
			int size = this.splitting.nextRecord(length - position);
			writeStreamRecord(type, id, Arrays.copyOfRange(content, position, position + size));
			position += size;
		}
	}

	// Ends a stream.
	void end(int type, int id) throws IOException {
		writeStreamRecord(type, id, new byte[0]);
	}

	private synchronized void writeStreamRecord(int type, int id, byte[] content) throws IOException {
		int padding = this.splitting.nextPadding(content.length);
		write(new TestRecord(1, type, id, content, padding), this.splitting.filler());
	}

	synchronized void flush() throws IOException {
		this.out.flush();
	}

}
