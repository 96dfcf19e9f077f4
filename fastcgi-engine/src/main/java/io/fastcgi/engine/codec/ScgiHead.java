package io.fastcgi.engine.codec;

import io.netty.util.AsciiString;

/**
 * Headers of a SCGI request.
 *
 * @param content the content of the netstring
 * @param spans where the headers stand in it, as {@link ParamSpans} gives it
 * @param contentLength the number of body bytes that follow
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record ScgiHead(byte[] content, int[] spans, long contentLength) {

	private static final int MAX_LENGTH_DIGITS = 18;

	/**
	 * Read the content of the netstring.
	 * @param content the content
	 * @param maxCount the most headers that are accepted
	 * @return the headers
	 * @throws InvalidParamsException if the headers are not what the SCGI specification
	 * asks for
	 */
	static ScgiHead from(byte[] content, int maxCount) {
		int[] spans = ParamSpans.ofScgiHeaders(content, maxCount);
		if (spans.length == 0 || !name(content, spans, 0).contentEquals("CONTENT_LENGTH")) {
			throw new InvalidParamsException("The first SCGI header is not CONTENT_LENGTH");
		}
		new DuplicateParams(content, spans).reject(true);
		requireScgi(content, spans);
		return new ScgiHead(content, spans, contentLength(value(content, spans, 0)));
	}

	private static void requireScgi(byte[] content, int[] spans) {
		for (int i = 0; i < spans.length; i += 4) {
			if (name(content, spans, i).contentEquals("SCGI") && value(content, spans, i).contentEquals("1")) {
				return;
			}
		}
		throw new InvalidParamsException(
				"The SCGI header SCGI=1 is missing; with nginx, add 'include scgi_params;' to the location");
	}

	private static long contentLength(AsciiString value) {
		if (value.isEmpty() || value.length() > MAX_LENGTH_DIGITS) {
			throw invalidContentLength();
		}
		long length = 0;
		for (int i = 0; i < value.length(); i++) {
			int digit = value.byteAt(i) - '0';
			if (digit < 0 || digit > 9) {
				throw invalidContentLength();
			}
			length = length * 10 + digit;
		}
		return length;
	}

	private static InvalidParamsException invalidContentLength() {
		return new InvalidParamsException("CONTENT_LENGTH is not a number of bytes");
	}

	private static AsciiString name(byte[] content, int[] spans, int index) {
		return new AsciiString(content, spans[index], spans[index + 1], false);
	}

	private static AsciiString value(byte[] content, int[] spans, int index) {
		return new AsciiString(content, spans[index + 2], spans[index + 3], false);
	}

}
