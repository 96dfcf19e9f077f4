package io.fastcgi.test;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A FastCGI record as it is on the wire.
 *
 * @param version the protocol version, 1 in all of FastCGI 1.0
 * @param type the record type
 * @param id the request id, 0 for management records
 * @param content the content, at most 65535 bytes
 * @param paddingLength the number of bytes after the content, 0 to 255
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record TestRecord(int version, int type, int id, byte[] content, int paddingLength) {

	/** Type of the record that begins a request. */
	public static final int BEGIN_REQUEST = 1;

	/** Type of the record that asks for the end of a request. */
	public static final int ABORT_REQUEST = 2;

	/** Type of the record that ends a request. */
	public static final int END_REQUEST = 3;

	/** Type of the stream of name-value pairs. */
	public static final int PARAMS = 4;

	/** Type of the stream with the request body. */
	public static final int STDIN = 5;

	/** Type of the stream with the response. */
	public static final int STDOUT = 6;

	/** Type of the stream with error messages. */
	public static final int STDERR = 7;

	/** Type of the stream with the data of a Filter. */
	public static final int DATA = 8;

	/** Type of the management record that asks for values. */
	public static final int GET_VALUES = 9;

	/** Type of the management record that answers GET_VALUES. */
	public static final int GET_VALUES_RESULT = 10;

	/** Type of the management record that answers an unknown management record. */
	public static final int UNKNOWN_TYPE = 11;

	static final int HEADER_LENGTH = 8;

	static final int MAX_CONTENT = 65535;

	/**
	 * Checks that the fields fit their places on the wire. What does not fit can be sent
	 * with {@link FastCgiTestConnection#writeBytes}.
	 * @param version the protocol version
	 * @param type the record type
	 * @param id the request id
	 * @param content the content
	 * @param paddingLength the number of bytes after the content
	 */
	public TestRecord {
		requireUnsigned("version", version, 0xFF);
		requireUnsigned("type", type, 0xFF);
		requireUnsigned("id", id, 0xFFFF);
		requireUnsigned("content length", content.length, MAX_CONTENT);
		requireUnsigned("padding length", paddingLength, 0xFF);
	}

	private static void requireUnsigned(String what, int value, int max) {
		if (value < 0 || value > max) {
			throw new IllegalArgumentException(what + " must be between 0 and " + max + " but is " + value);
		}
	}

	/**
	 * A record of version 1, padded to a multiple of eight bytes.
	 * @param type the record type
	 * @param id the request id
	 * @param content the content
	 * @return the record
	 */
	public static TestRecord of(int type, int id, byte... content) {
		return new TestRecord(1, type, id, content, paddingFor(content.length));
	}

	/**
	 * A record that begins a request.
	 * @param id the request id
	 * @param role the role
	 * @param flags the flags
	 * @return the record
	 */
	public static TestRecord beginRequest(int id, int role, int flags) {
		return of(BEGIN_REQUEST, id, (byte) (role >> 8), (byte) role, (byte) flags, (byte) 0, (byte) 0, (byte) 0,
				(byte) 0, (byte) 0);
	}

	/**
	 * A record that ends a request.
	 * @param id the request id
	 * @param appStatus the exit status of the application
	 * @param protocolStatus the protocol status
	 * @return the record
	 */
	public static TestRecord endRequest(int id, int appStatus, int protocolStatus) {
		return of(END_REQUEST, id, ByteBuffer.allocate(8).putInt(appStatus).put((byte) protocolStatus).array());
	}

	/**
	 * The bytes of this record with zeros as padding.
	 * @return header, content and padding
	 */
	public byte[] encode() {
		return encode((byte) 0);
	}

	byte[] encode(byte filler) {
		byte[] bytes = new byte[HEADER_LENGTH + this.content.length + this.paddingLength];
		Arrays.fill(bytes, filler);
		ByteBuffer.wrap(bytes)
			.put((byte) this.version)
			.put((byte) this.type)
			.putShort((short) this.id)
			.putShort((short) this.content.length)
			.put((byte) this.paddingLength)
			.put(filler)
			.put(this.content);
		return bytes;
	}

	static int paddingFor(int contentLength) {
		return -contentLength & 7;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof TestRecord that && this.version == that.version && this.type == that.type
				&& this.id == that.id && this.paddingLength == that.paddingLength
				&& Arrays.equals(this.content, that.content);
	}

	@Override
	public int hashCode() {
		return 31 * (31 * this.type + this.id) + Arrays.hashCode(this.content);
	}

	@Override
	public String toString() {
		return typeName(this.type) + " of request " + this.id + " with " + this.content.length + " bytes";
	}

	/**
	 * The name of a record type, as the specification has it.
	 * @param type the record type
	 * @return the name without its prefix, such as {@code STDOUT}
	 */
	public static String typeName(int type) {
		return switch (type) {
			case BEGIN_REQUEST -> "BEGIN_REQUEST";
			case ABORT_REQUEST -> "ABORT_REQUEST";
			case END_REQUEST -> "END_REQUEST";
			case PARAMS -> "PARAMS";
			case STDIN -> "STDIN";
			case STDOUT -> "STDOUT";
			case STDERR -> "STDERR";
			case DATA -> "DATA";
			case GET_VALUES -> "GET_VALUES";
			case GET_VALUES_RESULT -> "GET_VALUES_RESULT";
			case UNKNOWN_TYPE -> "UNKNOWN_TYPE";
			default -> "record of type " + type;
		};
	}

}
