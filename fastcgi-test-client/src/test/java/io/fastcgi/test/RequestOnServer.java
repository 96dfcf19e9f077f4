package io.fastcgi.test;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as a server sees it.
 *
 * @param records the records as they came
 * @author FastCGI Spring Boot maintainers
 */
record RequestOnServer(List<TestRecord> records) {

	/**
	 * Reads until STDIN ends.
	 * @param in where to read from
	 * @return the request
	 * @throws IOException if reading fails
	 */
	static RequestOnServer read(DataInputStream in) throws IOException {
		return readUntilEnd(in, TestRecord.STDIN);
	}

	static RequestOnServer readUntilEnd(DataInputStream in, int lastStream) throws IOException {
		List<TestRecord> records = new ArrayList<>();
		TestRecord record;
		do {
			record = readRecord(in);
			records.add(record);
		}
		while (record.type() != lastStream || record.content().length != 0);
		return new RequestOnServer(records);
	}

	static TestRecord readRecord(DataInputStream in) throws IOException {
		int version = in.readUnsignedByte();
		int type = in.readUnsignedByte();
		int id = in.readUnsignedShort();
		byte[] content = new byte[in.readUnsignedShort()];
		int paddingLength = in.readUnsignedByte();
		in.skipNBytes(1);
		in.readFully(content);
		in.skipNBytes(paddingLength);
		return new TestRecord(version, type, id, content, paddingLength);
	}

	byte[] stream(int type) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		this.records.stream()
			.filter((record) -> record.type() == type)
			.forEach((record) -> bytes.writeBytes(record.content()));
		return bytes.toByteArray();
	}

	List<NameValuePair> params() {
		return NameValuePairs.decode(stream(TestRecord.PARAMS));
	}

	List<Integer> types() {
		return this.records.stream().map(TestRecord::type).toList();
	}

}
