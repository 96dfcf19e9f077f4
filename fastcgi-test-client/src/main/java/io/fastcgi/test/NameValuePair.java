package io.fastcgi.test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A param: two counted byte sequences.
 *
 * @param name the name
 * @param value the value
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record NameValuePair(byte[] name, byte[] value) {

	/**
	 * A pair of texts, in UTF-8.
	 * @param name the name
	 * @param value the value
	 * @return the pair
	 */
	public static NameValuePair of(String name, String value) {
		return new NameValuePair(name.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The name as text.
	 * @return the name
	 */
	public String nameAsString() {
		return new String(this.name, StandardCharsets.UTF_8);
	}

	/**
	 * The value as text.
	 * @return the value
	 */
	public String valueAsString() {
		return new String(this.value, StandardCharsets.UTF_8);
	}

	/**
	 * The FastCGI encoding, with lengths as short as possible.
	 * @return the bytes
	 */
	public byte[] encode() {
		return encode(false, false);
	}

	/**
	 * The FastCGI encoding, optionally with four bytes for a length that fits in one.
	 * @param fourByteName whether the name's length always takes four bytes
	 * @param fourByteValue whether the value's length always takes four bytes
	 * @return the bytes
	 */
	public byte[] encode(boolean fourByteName, boolean fourByteValue) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		encodeLength(bytes, this.name.length, fourByteName);
		encodeLength(bytes, this.value.length, fourByteValue);
		bytes.writeBytes(this.name);
		bytes.writeBytes(this.value);
		return bytes.toByteArray();
	}

	private static void encodeLength(ByteArrayOutputStream bytes, int length, boolean fourBytes) {
		if (fourBytes || length > 127) {
			bytes.write(length >> 24 | 0x80);
			bytes.write(length >> 16);
			bytes.write(length >> 8);
		}
		bytes.write(length);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof NameValuePair that && Arrays.equals(this.name, that.name)
				&& Arrays.equals(this.value, that.value);
	}

	@Override
	public int hashCode() {
		return 31 * Arrays.hashCode(this.name) + Arrays.hashCode(this.value);
	}

	@Override
	public String toString() {
		return nameAsString() + "=" + valueAsString();
	}

}
