package io.fastcgi.engine.codec;

import java.util.Arrays;

/**
 * Where the params stand in a block of bytes: four numbers for each param, so that
 * nothing is decoded before somebody asks for it. The two factory methods read the two
 * formats there are.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ParamSpans {

	private static final int STRIDE = 4;

	private final int maxCount;

	private int[] spans = new int[STRIDE * 32];

	private int size;

	private ParamSpans(int maxCount) {
		this.maxCount = maxCount;
	}

	/**
	 * Read FastCGI name-value pairs (FastCGI 1.0, section 3.4).
	 * @param content the concatenated content of a {@code PARAMS} stream
	 * @param length the number of bytes of it that count
	 * @param maxCount the most pairs that are accepted
	 * @return name offset, name length, value offset and value length of each pair
	 * @throws InvalidParamsException if a length points past the end
	 * @throws ParamsTooLargeException if there are too many pairs
	 */
	public static int[] ofNameValuePairs(byte[] content, int length, int maxCount) {
		ParamSpans spans = new ParamSpans(maxCount);
		int position = 0;
		while (position < length) {
			int nameLength = readLength(content, position, length);
			position += lengthOfLength(content[position]);
			int valueLength = readLength(content, position, length);
			position += lengthOfLength(content[position]);
			if ((long) position + nameLength + valueLength > length) {
				throw new InvalidParamsException("A name-value pair is longer than its FCGI_PARAMS stream");
			}
			spans.add(position, nameLength, position + nameLength, valueLength);
			position += nameLength + valueLength;
		}
		return spans.toArray();
	}

	/**
	 * Read the params of a FastCGI request.
	 * @param content the concatenated content of a {@code PARAMS} stream
	 * @param length the number of bytes of it that count
	 * @param maxCount the most params that are accepted
	 * @return name offset, name length, value offset and value length of each param
	 * @throws InvalidParamsException if a length points past the end, or the front end
	 * gives two values for one name
	 * @throws ParamsTooLargeException if there are too many params
	 */
	public static int[] ofParams(byte[] content, int length, int maxCount) {
		int[] spans = ofNameValuePairs(content, length, maxCount);
		new DuplicateParams(content, spans).reject(false);
		return spans;
	}

	private static int readLength(byte[] content, int position, int end) {
		if (position >= end || position + lengthOfLength(content[position]) > end) {
			throw new InvalidParamsException("The FCGI_PARAMS stream ends inside the length of a name-value pair");
		}
		int first = content[position];
		if (first >= 0) {
			return first;
		}
		return (first & 0x7F) << 24 | (content[position + 1] & 0xFF) << 16 | (content[position + 2] & 0xFF) << 8
				| content[position + 3] & 0xFF;
	}

	private static int lengthOfLength(byte first) {
		return (first >= 0) ? 1 : 4;
	}

	/**
	 * Read SCGI headers: name, NUL, value, NUL and so on.
	 * @param content the content of the netstring
	 * @param maxCount the most headers that are accepted
	 * @return name offset, name length, value offset and value length of each header
	 * @throws InvalidParamsException if a name is empty or a NUL is missing
	 * @throws ParamsTooLargeException if there are too many headers
	 */
	public static int[] ofScgiHeaders(byte[] content, int maxCount) {
		ParamSpans spans = new ParamSpans(maxCount);
		int position = 0;
		while (position < content.length) {
			int nameEnd = indexOfNul(content, position);
			int valueEnd = indexOfNul(content, nameEnd + 1);
			if (nameEnd == position) {
				throw new InvalidParamsException("A SCGI header has an empty name");
			}
			spans.add(position, nameEnd - position, nameEnd + 1, valueEnd - nameEnd - 1);
			position = valueEnd + 1;
		}
		return spans.toArray();
	}

	private static int indexOfNul(byte[] content, int from) {
		for (int i = from; i < content.length; i++) {
			if (content[i] == 0) {
				return i;
			}
		}
		throw new InvalidParamsException("The SCGI headers do not end with a NUL");
	}

	private void add(int nameOffset, int nameLength, int valueOffset, int valueLength) {
		if (this.size == this.maxCount * STRIDE) {
			throw ParamsTooLargeException.moreThan(this.maxCount);
		}
		if (this.size == this.spans.length) {
			this.spans = Arrays.copyOf(this.spans, this.size * 2);
		}
		this.spans[this.size++] = nameOffset;
		this.spans[this.size++] = nameLength;
		this.spans[this.size++] = valueOffset;
		this.spans[this.size++] = valueLength;
	}

	private int[] toArray() {
		return Arrays.copyOf(this.spans, this.size);
	}

}
