package io.fastcgi.microbenchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.codec.RecordType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * A request as nginx sends it with its own {@code fastcgi_params} for a browser: 24
 * params, a little more than 600 bytes.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class WebRequest {

	private static final int KEEP_CONNECTION = 0x0001_0100;

	private final Map<String, String> params = new LinkedHashMap<>();

	private final byte[] body;

	private WebRequest(String method, String target, String contentType, byte[] body) {
		int query = target.indexOf('?');
		String path = (query >= 0) ? target.substring(0, query) : target;
		this.body = body;
		param("QUERY_STRING", (query >= 0) ? target.substring(query + 1) : "");
		param("REQUEST_METHOD", method);
		param("CONTENT_TYPE", contentType);
		param("CONTENT_LENGTH", (body.length > 0) ? Integer.toString(body.length) : "");
		param("SCRIPT_NAME", path);
		param("REQUEST_URI", target);
		param("DOCUMENT_URI", path);
		param("DOCUMENT_ROOT", "/var/www/html");
		param("SERVER_PROTOCOL", "HTTP/1.1");
		param("REQUEST_SCHEME", "http");
		param("GATEWAY_INTERFACE", "CGI/1.1");
		param("SERVER_SOFTWARE", "nginx/1.22.1");
		param("REMOTE_ADDR", "127.0.0.1");
		param("REMOTE_PORT", "54321");
		param("SERVER_ADDR", "127.0.0.1");
		param("SERVER_PORT", "80");
		param("SERVER_NAME", "localhost");
		param("REDIRECT_STATUS", "200");
		param("HTTP_HOST", "localhost");
		param("HTTP_USER_AGENT", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0");
		param("HTTP_ACCEPT", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
		param("HTTP_ACCEPT_LANGUAGE", "en-US,en;q=0.5");
		param("HTTP_ACCEPT_ENCODING", "gzip, deflate");
		param("HTTP_COOKIE", "theme=dark");
	}

	/**
	 * Create a request without a body.
	 * @param target what the client asks for
	 * @return the request
	 */
	public static WebRequest get(String target) {
		return new WebRequest("GET", target, "", new byte[0]);
	}

	/**
	 * Create a request with a body.
	 * @param target what the client asks for
	 * @param contentType the media type of the body
	 * @param body the body
	 * @return the request
	 */
	public static WebRequest post(String target, String contentType, byte[] body) {
		return new WebRequest("POST", target, contentType, body);
	}

	/**
	 * Set a param.
	 * @param name the name
	 * @param value the value
	 * @return this request
	 */
	public WebRequest param(String name, String value) {
		this.params.put(name, value);
		return this;
	}

	/**
	 * Return the content of a {@code PARAMS} stream.
	 * @return the name-value pairs
	 */
	public byte[] pairs() {
		ByteArrayOutputStream pairs = new ByteArrayOutputStream();
		this.params.forEach((name, value) -> {
			pairs.write(name.length());
			pairs.write(value.length());
			pairs.writeBytes(ascii(name + value));
		});
		return pairs.toByteArray();
	}

	/**
	 * Return the records of the request, with which it keeps the connection.
	 * @return the bytes
	 */
	public byte[] records() {
		return records(1);
	}

	/**
	 * Return the records of requests that share a connection, with all of them in
	 * progress before the params of the first one have ended.
	 * @param count the number of requests, with the ids from {@code 1}
	 * @return the bytes
	 */
	public byte[] records(int count) {
		ByteBuf records = Unpooled.buffer();
		for (int id = 1; id <= count; id++) {
			append(records, RecordType.BEGIN_REQUEST, id, Unpooled.copyLong((long) KEEP_CONNECTION << 32));
			append(records, RecordType.PARAMS, id, Unpooled.wrappedBuffer(pairs()));
		}
		for (int id = 1; id <= count; id++) {
			append(records, RecordType.PARAMS, id, Unpooled.EMPTY_BUFFER);
			ByteBuf rest = Unpooled.wrappedBuffer(this.body);
			while (rest.isReadable()) {
				append(records, RecordType.STDIN, id,
						rest.readSlice(Math.min(rest.readableBytes(), Record.MAX_CONTENT)));
			}
			append(records, RecordType.STDIN, id, Unpooled.EMPTY_BUFFER);
		}
		return ByteBufUtil.getBytes(records);
	}

	private static void append(ByteBuf records, int type, int id, ByteBuf content) {
		int header = records.writerIndex();
		records.writeZero(Record.HEADER_LENGTH);
		int padding = Record.setHeader(records, header, type, id, content.readableBytes());
		records.writeBytes(content).writeZero(padding);
	}

	/**
	 * Return the request as SCGI has it.
	 * @return the bytes
	 */
	public byte[] scgi() {
		StringBuilder headers = new StringBuilder();
		headers.append("CONTENT_LENGTH\0").append(this.body.length).append("\0SCGI\0").append("1\0");
		this.params.forEach((name, value) -> {
			if (!name.equals("CONTENT_LENGTH")) {
				headers.append(name).append('\0').append(value).append('\0');
			}
		});
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.writeBytes(ascii(headers.length() + ":" + headers + ","));
		request.writeBytes(this.body);
		return request.toByteArray();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
