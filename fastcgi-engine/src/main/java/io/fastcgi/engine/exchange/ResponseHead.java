package io.fastcgi.engine.exchange;

import io.netty.buffer.ByteBuf;

/**
 * Head of a CGI response (RFC 3875, section 6.3): the status line, which is always there
 * because front ends differ in what they make of a head without one, and header fields.
 * Only {@code Location} goes before it: HAProxy before 3.2 makes 302 of whatever status
 * came before that field.
 * <p>
 * Names have to be tokens and values must not hold control characters (RFC 9110, section
 * 5), so that no value can begin another header.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ResponseHead {

	private final StringBuilder text = new StringBuilder(128);

	private final int status;

	private boolean contentType;

	private boolean location;

	private ResponseHead(int status) {
		this.status = status;
	}

	/**
	 * Begin a head.
	 * @param status the status code
	 * @param reason the reason phrase, may be empty
	 * @return the head
	 * @throws IllegalArgumentException if the status has not three digits or the reason
	 * cannot stand in a header
	 */
	public static ResponseHead of(int status, String reason) {
		if (status < 100 || status > 999) {
			throw new IllegalArgumentException("'status' must have three digits but is " + status);
		}
		ResponseHead head = new ResponseHead(status);
		requireValue("Status", reason);
		head.text.append("Status: ").append(status).append(' ').append(reason).append("\r\n");
		return head;
	}

	/**
	 * Add a header field.
	 * @param name the name
	 * @param value the value
	 * @return this head
	 * @throws IllegalArgumentException if the name is no token, the value holds a
	 * character that cannot be sent, or a field that CGI allows once (RFC 3875, section
	 * 6.3) is there
	 */
	public ResponseHead header(String name, String value) {
		if (name.isEmpty()) {
			throw new IllegalArgumentException("A response header must have a name");
		}
		for (int i = 0; i < name.length(); i++) {
			if (!isTokenChar(name.charAt(i))) {
				throw new IllegalArgumentException("The name of the response header '%s' must be a token, see RFC 9110"
					.formatted(name.replaceAll("\\p{Cntrl}", "?")));
			}
		}
		requireValue(name, value);
		requireOnce(name);
		if (name.equalsIgnoreCase("Location")) {
			this.text.insert(0, name + ": " + value + "\r\n");
		}
		else {
			this.text.append(name).append(": ").append(value).append("\r\n");
		}
		return this;
	}

	private void requireOnce(String name) {
		boolean repeated = name.equalsIgnoreCase("Status");
		if (name.equalsIgnoreCase("Content-Type")) {
			repeated = this.contentType;
			this.contentType = true;
		}
		else if (name.equalsIgnoreCase("Location")) {
			repeated = this.location;
			this.location = true;
		}
		if (repeated) {
			throw new IllegalArgumentException("The response header '%s' can be there only once".formatted(name));
		}
	}

	private static void requireValue(String name, String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
				throw new IllegalArgumentException(("The value of the response header '%s' must not hold the character "
						+ "U+%04X; encode it, for instance as RFC 8187 says")
					.formatted(name, (int) c));
			}
		}
	}

	private static boolean isTokenChar(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
				|| "-_!#$%&'*+.^`|~".indexOf(c) >= 0;
	}

	/**
	 * Return the status code.
	 * @return the status code
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the number of bytes that {@link #writeTo(ByteBuf)} writes.
	 * @return the length in bytes
	 */
	public int length() {
		return this.text.length() + 2;
	}

	/**
	 * Write the head and the empty line after it.
	 * @param out where to write
	 */
	public void writeTo(ByteBuf out) {
		out.ensureWritable(length());
		int index = out.writerIndex();
		for (int i = 0; i < this.text.length(); i++) {
			out.setByte(index++, this.text.charAt(i));
		}
		out.setShort(index, '\r' << 8 | '\n');
		out.writerIndex(index + 2);
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
