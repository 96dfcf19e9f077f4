package io.fastcgi.test;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A request that is put together step by step and then sent, over a connection of its own
 * with {@link #send()} or over another with {@link FastCgiTestConnection#send}.
 * <p>
 * The client adds nothing behind the scenes: {@link #params()} is what goes out.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class TestRequest extends RequestParams<TestRequest> {

	/** Role of an application that answers requests. */
	public static final int RESPONDER = 1;

	/** Role of an application that grants or refuses access. */
	public static final int AUTHORIZER = 2;

	/** Role of an application that transforms data. */
	public static final int FILTER = 3;

	/** Flag of a request after which the connection stays open. */
	public static final int KEEP_CONN = 1;

	private final Exchange exchange;

	private int role = RESPONDER;

	private @Nullable Body stdin = Body.of(new byte[0]);

	private FormBody form = FormBody.empty();

	private @Nullable Body data;

	private @Nullable Boolean keepConnection;

	TestRequest(Exchange exchange, ParamList params) {
		super(params);
		this.exchange = exchange;
	}

	@Override
	TestRequest self() {
		return this;
	}

	/**
	 * Sets the body and CONTENT_LENGTH. For a length that is a lie, set the param
	 * afterwards.
	 * @param body the body
	 * @return this request
	 */
	public TestRequest body(byte[] body) {
		return body(Body.of(body), body.length, FormBody.empty());
	}

	/**
	 * Sets the body and CONTENT_LENGTH.
	 * @param body the body, to be sent in UTF-8
	 * @return this request
	 */
	public TestRequest body(String body) {
		return body(body.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Sets a body that is read while it is sent, and CONTENT_LENGTH. Such a request can
	 * be sent once.
	 * @param body the body
	 * @param length its length, or -1 for an empty CONTENT_LENGTH
	 * @return this request
	 */
	public TestRequest body(InputStream body, long length) {
		return body(Body.of(body), length, FormBody.empty());
	}

	/**
	 * Sets a JSON document as the body, with its CONTENT_TYPE and CONTENT_LENGTH.
	 * @param document the document, to be sent in UTF-8
	 * @return this request
	 */
	public TestRequest json(String document) {
		return contentType("application/json").body(document);
	}

	/**
	 * Adds a field to a form that becomes the body, with its CONTENT_TYPE and
	 * CONTENT_LENGTH: {@code application/x-www-form-urlencoded}, or
	 * {@code multipart/form-data} if there are files in it.
	 * @param name the name of the field
	 * @param value the value
	 * @return this request
	 */
	public TestRequest form(String name, String value) {
		return form(this.form.with(name, value));
	}

	/**
	 * Adds a file to a form that becomes the body, with its CONTENT_TYPE and
	 * CONTENT_LENGTH.
	 * @param name the name of the field
	 * @param filename the name of the file
	 * @param contentType the media type of the file
	 * @param content the content of the file
	 * @return this request
	 */
	public TestRequest file(String name, String filename, String contentType, byte[] content) {
		return form(this.form.with(name, filename, contentType, content));
	}

	private TestRequest form(FormBody form) {
		byte[] body = form.encode();
		return contentType(form.contentType()).body(Body.of(body), body.length, form);
	}

	private TestRequest body(Body body, long length, FormBody form) {
		this.stdin = body;
		this.form = form;
		contentLength((length != -1) ? String.valueOf(length) : "");
		return this;
	}

	/**
	 * Leaves out STDIN altogether, even its empty record, as for an Authorizer.
	 * @return this request
	 */
	public TestRequest withoutStdin() {
		this.stdin = null;
		return this;
	}

	/**
	 * Sets the data of a Filter with FCGI_DATA_LENGTH, and with an FCGI_DATA_LAST_MOD of
	 * 0. SCGI has no data.
	 * @param data the data
	 * @return this request
	 */
	public TestRequest data(byte[] data) {
		this.data = Body.of(data);
		return param("FCGI_DATA_LAST_MOD", "0").param("FCGI_DATA_LENGTH", String.valueOf(data.length));
	}

	/**
	 * Sets the role, which is {@link #RESPONDER} at first. SCGI has no other role.
	 * @param role the role
	 * @return this request
	 */
	public TestRequest role(int role) {
		this.role = role;
		return this;
	}

	/**
	 * Sets or clears FCGI_KEEP_CONN. Without this call it is set on a
	 * {@link FastCgiTestConnection} only.
	 * @param keepConnection whether the server must leave the connection open
	 * @return this request
	 */
	public TestRequest keepConnection(boolean keepConnection) {
		this.keepConnection = keepConnection;
		return this;
	}

	/**
	 * Sends this request over a connection of its own and reads the whole response.
	 * Without FCGI_KEEP_CONN the server must close the connection afterwards.
	 * @return the response
	 * @throws ProtocolViolationException if the server breaks the rules
	 */
	public TestResponse send() {
		return this.exchange.send(parts());
	}

	/**
	 * Sends this request over a connection of its own and hands over the response while
	 * it arrives.
	 * @param <T> what is made of the response
	 * @param reader reads the body, to the end or as far as it wants
	 * @return what the reader returned
	 * @throws ProtocolViolationException if the server breaks the rules
	 */
	public <T extends @Nullable Object> T sendAndStream(ResponseReader<T> reader) {
		return this.exchange.stream(parts(), reader);
	}

	RequestParts parts() {
		return new RequestParts(this.role, params(), this.stdin, this.data, this.keepConnection);
	}

}
