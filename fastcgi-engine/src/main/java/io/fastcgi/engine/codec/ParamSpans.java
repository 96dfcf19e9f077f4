package io.fastcgi.engine.codec;

/**
 * Where the params stand in a block of bytes: four numbers for each param, so that
 * nothing is decoded before somebody asks for it. The factory methods read the two
 * formats there are. They go over the bytes twice, to count and to note, so that nothing
 * is made but the result.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ParamSpans {

	private static final int STRIDE = 4;

	private final int[] spans;

	private int size;

	private ParamSpans(int count) {
		this.spans = new int[count * STRIDE];
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
		ParamSpans result = new ParamSpans(countPairs(content, length, maxCount));
		int position = 0;
		while (position < length) {
			int nameLength = length(content, position);
			position += lengthOfLength(content[position]);
			int valueLength = length(content, position);
			position += lengthOfLength(content[position]);
			result.add(position, nameLength, position + nameLength, valueLength);
			position += nameLength + valueLength;
		}
		return result.spans;
	}

	private static int countPairs(byte[] content, int length, int maxCount) {
		int count = 0;
		int position = 0;
		while (position < length) {
			int nameLength = requireLength(content, position, length);
			position += lengthOfLength(content[position]);
			int valueLength = requireLength(content, position, length);
			position += lengthOfLength(content[position]);
			if ((long) position + nameLength + valueLength > length) {
				throw new InvalidParamsException("A name-value pair is longer than its FCGI_PARAMS stream");
			}
			position += nameLength + valueLength;
			count = increment(count, maxCount);
		}
		return count;
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

	private static int requireLength(byte[] content, int position, int end) {
		if (position >= end || position + lengthOfLength(content[position]) > end) {
			throw new InvalidParamsException("The FCGI_PARAMS stream ends inside the length of a name-value pair");
		}
		return length(content, position);
	}

	private static int length(byte[] content, int position) {
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
		ParamSpans result = new ParamSpans(countHeaders(content, maxCount));
		int position = 0;
		while (position < content.length) {
			int nameEnd = indexOfNul(content, position);
			int valueEnd = indexOfNul(content, nameEnd + 1);
			result.add(position, nameEnd - position, nameEnd + 1, valueEnd - nameEnd - 1);
			position = valueEnd + 1;
		}
		return result.spans;
	}

	private static int countHeaders(byte[] content, int maxCount) {
		int count = 0;
		int position = 0;
		while (position < content.length) {
			int nameEnd = indexOfNul(content, position);
			int valueEnd = indexOfNul(content, nameEnd + 1);
			if (nameEnd == position) {
				throw new InvalidParamsException("A SCGI header has an empty name");
			}
			position = valueEnd + 1;
			count = increment(count, maxCount);
		}
		return count;
	}

	private static int indexOfNul(byte[] content, int from) {
		for (int i = from; i < content.length; i++) {
			if (content[i] == 0) {
				return i;
			}
		}
		throw new InvalidParamsException("The SCGI headers do not end with a NUL");
	}

	private static int increment(int count, int maxCount) {
		if (count == maxCount) {
			throw ParamsTooLargeException.moreThan(maxCount);
		}
		return count + 1;
	}

	private void add(int nameOffset, int nameLength, int valueOffset, int valueLength) {
		this.spans[this.size++] = nameOffset;
		this.spans[this.size++] = nameLength;
		this.spans[this.size++] = valueOffset;
		this.spans[this.size++] = valueLength;
	}

}
