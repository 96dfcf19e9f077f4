package io.fastcgi.test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Encodes the headers of an SCGI request.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ScgiHeaders {

	private ScgiHeaders() {
	}

	/**
	 * Encodes headers as a netstring, without adding or checking any.
	 * @param headers the headers, such as {@link TestRequest#params()}
	 * @return the bytes that come before the body
	 */
	public static byte[] encode(Iterable<NameValuePair> headers) {
		ByteArrayOutputStream block = new ByteArrayOutputStream();
		for (NameValuePair header : headers) {
			block.writeBytes(header.name());
			block.write(0);
			block.writeBytes(header.value());
			block.write(0);
		}
		ByteArrayOutputStream netstring = new ByteArrayOutputStream();
		netstring.writeBytes((block.size() + ":").getBytes(StandardCharsets.US_ASCII));
		netstring.writeBytes(block.toByteArray());
		netstring.write(',');
		return netstring.toByteArray();
	}

}
