package io.fastcgi.engine.exchange;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * Params of a request: what CGI calls meta-variables. They are kept as the bytes that
 * came, in their order and with their duplicates, and decoded when somebody asks.
 * <p>
 * Names are compared exactly, byte by character. A param with an empty value counts as
 * missing (RFC 3875, section 4.1) for {@link #get(String)}, not for iteration. Instances
 * are immutable and may outlive their request.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class Params implements Iterable<Params.Param> {

	private static final int STRIDE = 4;

	private final byte[] content;

	private final int[] spans;

	private final Charset charset;

	/**
	 * Create params over a block of bytes. Neither array is copied.
	 * @param content the bytes that hold all names and values
	 * @param spans name offset, name length, value offset and value length of each param
	 * @param charset the charset of names and values
	 */
	public Params(byte[] content, int[] spans, Charset charset) {
		this.content = content;
		this.spans = spans;
		this.charset = charset;
	}

	/**
	 * Return how many params there are, duplicates included.
	 * @return the number of params
	 */
	public int size() {
		return this.spans.length / STRIDE;
	}

	/**
	 * Return the first value of a param as text.
	 * @param name the name
	 * @return the value or {@code null} if there is none or it is empty
	 */
	public @Nullable String get(String name) {
		int index = indexOf(name, 0);
		return (index >= 0 && this.spans[index + 3] > 0) ? text(index + 2) : null;
	}

	/**
	 * Return the first value of a param as text.
	 * @param name the name
	 * @param defaultValue what to return if there is no value or it is empty
	 * @return the value
	 */
	public String get(String name, String defaultValue) {
		String value = get(name);
		return (value != null) ? value : defaultValue;
	}

	/**
	 * Return all values of a param as text, in their order.
	 * @param name the name
	 * @return the values, empty ones included
	 */
	public List<String> all(String name) {
		List<String> values = new ArrayList<>(1);
		for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + STRIDE)) {
			values.add(text(i + 2));
		}
		return values;
	}

	/**
	 * Return the first value of a param as it came.
	 * @param name the name
	 * @return a copy of the bytes or {@code null} if the param is not there
	 */
	public byte @Nullable [] bytes(String name) {
		int index = indexOf(name, 0);
		return (index >= 0) ? copy(index + 2) : null;
	}

	/**
	 * Return the number that a param holds, such as a length.
	 * @param name the name
	 * @return the number or {@code -1} if there is none, or the value is no number
	 */
	public long number(String name) {
		int index = indexOf(name, 0);
		int length = (index >= 0) ? this.spans[index + 3] : 0;
		if (length == 0 || length > 18) {
			return -1;
		}
		long number = 0;
		for (int i = 0; i < length; i++) {
			int digit = this.content[this.spans[index + 2] + i] - '0';
			if (digit < 0 || digit > 9) {
				return -1;
			}
			number = number * 10 + digit;
		}
		return number;
	}

	/**
	 * Return whether a param is there, be it empty.
	 * @param name the name
	 * @return whether it is there
	 */
	public boolean contains(String name) {
		return indexOf(name, 0) >= 0;
	}

	/**
	 * Return the params without those of a name.
	 * @param name the name
	 * @return other params, or these if there is none of that name
	 */
	public Params without(String name) {
		int[] kept = new int[this.spans.length];
		int length = 0;
		for (int i = 0; i < this.spans.length; i += STRIDE) {
			if (this.spans[i + 1] != name.length() || !matches(this.spans[i], name)) {
				System.arraycopy(this.spans, i, kept, length, STRIDE);
				length += STRIDE;
			}
		}
		return (length < kept.length) ? new Params(this.content, Arrays.copyOf(kept, length), this.charset) : this;
	}

	@Override
	public Iterator<Param> iterator() {
		return new ParamIterator();
	}

	private int indexOf(String name, int from) {
		for (int i = from; i < this.spans.length; i += STRIDE) {
			if (this.spans[i + 1] == name.length() && matches(this.spans[i], name)) {
				return i;
			}
		}
		return -1;
	}

	private boolean matches(int offset, String name) {
		for (int i = name.length() - 1; i >= 0; i--) {
			if ((this.content[offset + i] & 0xFF) != name.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	private String text(int index) {
		return new String(this.content, this.spans[index], this.spans[index + 1], this.charset);
	}

	private byte[] copy(int index) {
		return Arrays.copyOfRange(this.content, this.spans[index], this.spans[index] + this.spans[index + 1]);
	}

	/**
	 * Return the names, for logs and debuggers. Values may be secrets.
	 * @return the names in their order
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("Params[");
		for (Param param : this) {
			text.append((text.length() > 7) ? ", " : "").append(param.name());
		}
		return text.append(']').toString();
	}

	/**
	 * Create params from text, for tests and for handlers that hand a request on.
	 * @param namesAndValues names and values in turn
	 * @return the params
	 */
	public static Params of(String... namesAndValues) {
		if (namesAndValues.length % 2 != 0) {
			throw new IllegalArgumentException("'namesAndValues' must hold a value for every name");
		}
		int[] spans = new int[namesAndValues.length * 2];
		byte[] content = String.join("", namesAndValues).getBytes(StandardCharsets.UTF_8);
		int offset = 0;
		for (int i = 0; i < namesAndValues.length; i++) {
			int length = namesAndValues[i].getBytes(StandardCharsets.UTF_8).length;
			spans[i * 2] = offset;
			spans[i * 2 + 1] = length;
			offset += length;
		}
		return new Params(content, spans, StandardCharsets.UTF_8);
	}

	/**
	 * A name and its value.
	 */
	public final class Param {

		private final int index;

		private Param(int index) {
			this.index = index;
		}

		/**
		 * Return the name as text.
		 * @return the name
		 */
		public String name() {
			return text(this.index);
		}

		/**
		 * Return the value as text.
		 * @return the value
		 */
		public String value() {
			return text(this.index + 2);
		}

		/**
		 * Return the name as it came.
		 * @return a copy of the bytes
		 */
		public byte[] nameBytes() {
			return copy(this.index);
		}

		/**
		 * Return the value as it came.
		 * @return a copy of the bytes
		 */
		public byte[] valueBytes() {
			return copy(this.index + 2);
		}

		@Override
		public String toString() {
			return name() + "=" + value();
		}

	}

	private final class ParamIterator implements Iterator<Param> {

		private int index;

		@Override
		public boolean hasNext() {
			return this.index < Params.this.spans.length;
		}

		@Override
		public Param next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			Param param = new Param(this.index);
			this.index += STRIDE;
			return param;
		}

	}

}
