package io.fastcgi.test;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Encodes and decodes sequences of FastCGI name-value pairs.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class NameValuePairs {

	private NameValuePairs() {
	}

	/**
	 * Pairs of texts, in UTF-8 and in the order of the map.
	 * @param pairs the names and values
	 * @return the pairs
	 */
	public static List<NameValuePair> of(Map<String, String> pairs) {
		return pairs.entrySet().stream().map((pair) -> NameValuePair.of(pair.getKey(), pair.getValue())).toList();
	}

	/**
	 * Encodes pairs with lengths as short as possible.
	 * @param pairs the pairs
	 * @return the bytes
	 */
	public static byte[] encode(Iterable<NameValuePair> pairs) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		pairs.forEach((pair) -> bytes.writeBytes(pair.encode()));
		return bytes.toByteArray();
	}

	/**
	 * Decodes pairs.
	 * @param bytes the whole stream or the content of a management record
	 * @return the pairs in their order, duplicates kept
	 * @throws ProtocolViolationException if the bytes end within a pair
	 */
	public static List<NameValuePair> decode(byte[] bytes) {
		ByteBuffer source = ByteBuffer.wrap(bytes);
		List<NameValuePair> pairs = new ArrayList<>();
		while (source.hasRemaining()) {
			int nameLength = decodeLength(source);
			int valueLength = decodeLength(source);
			pairs.add(new NameValuePair(take(source, nameLength), take(source, valueLength)));
		}
		return pairs;
	}

	private static int decodeLength(ByteBuffer source) {
		require(source, 1);
		int first = source.get();
		if (first >= 0) {
			return first;
		}
		require(source, 3);
		return (first & 0x7F) << 24 | (source.get() & 0xFF) << 16 | (source.get() & 0xFF) << 8 | (source.get() & 0xFF);
	}

	private static byte[] take(ByteBuffer source, int length) {
		require(source, length);
		byte[] bytes = new byte[length];
		source.get(bytes);
		return bytes;
	}

	private static void require(ByteBuffer source, int length) {
		if (source.remaining() < length) {
			throw new ProtocolViolationException("Name-value pairs end early: " + length + " bytes expected at offset "
					+ source.position() + " but only " + source.remaining() + " are left");
		}
	}

}
