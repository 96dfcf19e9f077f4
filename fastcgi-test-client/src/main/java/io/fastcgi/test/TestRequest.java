package io.fastcgi.test;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
public final class TestRequest {

	/** Role of an application that answers requests. */
	public static final int RESPONDER = 1;

	/** Role of an application that grants or refuses access. */
	public static final int AUTHORIZER = 2;

	/** Role of an application that transforms data. */
	public static final int FILTER = 3;

	/** Flag of a request after which the connection stays open. */
	public static final int KEEP_CONN = 1;

	private final Exchange exchange;

	private final ParamList params;

	private int role = RESPONDER;

	private @Nullable Body stdin = Body.of(new byte[0]);

	private @Nullable Body data;

	private @Nullable Boolean keepConnection;

	TestRequest(Exchange exchange, ParamList params) {
		this.exchange = exchange;
		this.params = params;
	}

	/**
	 * Sets a param in its place, or at the end if it is new.
	 * @param name the name
	 * @param value the value, or {@code null} to remove the param
	 * @return this request
	 */
	public TestRequest param(String name, @Nullable String value) {
		this.params.set(name, value);
		return this;
	}

	/**
	 * Removes a param.
	 * @param name the name
	 * @return this request
	 */
	public TestRequest withoutParam(String name) {
		return param(name, null);
	}

	/**
	 * Adds a param at the end, even if there is one of the same name.
	 * @param name the name
	 * @param value the value
	 * @return this request
	 */
	public TestRequest addParam(String name, String value) {
		return addParam(NameValuePair.of(name, value));
	}

	/**
	 * Adds a param at the end, even if there is one of the same name.
	 * @param param the param, whose bytes need not be text
	 * @return this request
	 */
	public TestRequest addParam(NameValuePair param) {
		this.params.add(param);
		return this;
	}

	/**
	 * Sets the param that carries a header field of the HTTP request, such as
	 * {@code HTTP_ACCEPT} or {@code CONTENT_TYPE}.
	 * @param name the name of the field
	 * @param value the value, or {@code null} to remove the param
	 * @return this request
	 */
	public TestRequest header(String name, @Nullable String value) {
		return param(ParamList.nameOfHeader(name), value);
	}

	/**
	 * Sets CONTENT_TYPE.
	 * @param contentType the media type of the body
	 * @return this request
	 */
	public TestRequest contentType(String contentType) {
		return param("CONTENT_TYPE", contentType);
	}

	/**
	 * Sets the body and CONTENT_LENGTH. For a length that is a lie, set the param
	 * afterwards.
	 * @param body the body
	 * @return this request
	 */
	public TestRequest body(byte[] body) {
		this.stdin = Body.of(body);
		this.params.setContentLength(String.valueOf(body.length));
		return this;
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
		this.stdin = Body.of(body);
		this.params.setContentLength((length != -1) ? String.valueOf(length) : "");
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
	 * Sets the role, which is {@link #RESPONDER} at first. SCGI has no roles.
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
	 * The params in the order in which they are sent.
	 * @return a copy of the params
	 */
	public List<NameValuePair> params() {
		return this.params.toList();
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
