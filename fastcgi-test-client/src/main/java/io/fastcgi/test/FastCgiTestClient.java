package io.fastcgi.test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A FastCGI and SCGI client for tests of servers. It plays the part of a front end and
 * checks strictly what the server sends.
 *
 * <pre>{@code
 * FastCgiTestClient client = FastCgiTestClient.toPort(9000);
 * TestResponse response = client.get("/hello?name=you").header("Accept", "text/plain").send();
 * assertThat(response.status()).isEqualTo(200);
 * }</pre>
 *
 * Clients are immutable; the {@code with…} methods and their like return others.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class FastCgiTestClient {

	private final Connector connector;

	private final Function<Connector, Exchange> protocol;

	private final Consumer<TestRequest> defaults;

	private FastCgiTestClient(Connector connector, Function<Connector, Exchange> protocol,
			Consumer<TestRequest> defaults) {
		this.connector = connector;
		this.protocol = protocol;
		this.defaults = defaults;
	}

	/**
	 * A client that speaks FastCGI.
	 * @param address a TCP or Unix domain socket address
	 * @return a client with a timeout of ten seconds
	 */
	public static FastCgiTestClient to(SocketAddress address) {
		return over(WireFactory.sockets(address));
	}

	/**
	 * A client that speaks FastCGI to this machine.
	 * @param port the TCP port
	 * @return a client with a timeout of ten seconds
	 */
	public static FastCgiTestClient toPort(int port) {
		return to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
	}

	/**
	 * A client that speaks FastCGI over a Unix domain socket.
	 * @param path the path of the socket
	 * @return a client with a timeout of ten seconds
	 */
	public static FastCgiTestClient unix(Path path) {
		return to(UnixDomainSocketAddress.of(path));
	}

	/**
	 * A client that speaks FastCGI over connections that somebody else makes.
	 * @param wires makes the connections
	 * @return a client with a timeout of ten seconds
	 */
	public static FastCgiTestClient over(WireFactory wires) {
		Duration timeout = Duration.ofSeconds(10);
		Connector connector = new Connector(wires, timeout, timeout, Splitting.none(), new RecordListener() {
		});
		return new FastCgiTestClient(connector, FastCgiExchange::new, (request) -> {
		});
	}

	/**
	 * A client that speaks SCGI.
	 * @return another client
	 */
	public FastCgiTestClient scgi() {
		return new FastCgiTestClient(this.connector, ScgiExchange::new, this.defaults);
	}

	/**
	 * A client with another timeout.
	 * @param timeout how long connecting, and each read and write, may take
	 * @return another client
	 */
	public FastCgiTestClient withTimeout(Duration timeout) {
		return with(this.connector.withTimeout(timeout));
	}

	/**
	 * A client with another timeout for connecting over TCP.
	 * @param timeout how long connecting may take, whatever is said for the rest
	 * @return another client
	 */
	public FastCgiTestClient withConnectTimeout(Duration timeout) {
		return with(this.connector.withConnectTimeout(timeout));
	}

	/**
	 * A client whose requests have a header field. It replaces one of the same name, and
	 * so does {@link TestRequest#header} on a request.
	 * @param name the name of the field
	 * @param value the value
	 * @return another client
	 */
	public FastCgiTestClient withHeader(String name, String value) {
		return withDefaults((request) -> request.header(name, value));
	}

	/**
	 * A client whose requests have a param. It replaces one of the same name, and so does
	 * {@link TestRequest#param} on a request.
	 * @param name the name
	 * @param value the value, or {@code null} to leave the param out
	 * @return another client
	 */
	public FastCgiTestClient withParam(String name, @Nullable String value) {
		return withDefaults((request) -> request.param(name, value));
	}

	/**
	 * A client whose requests have something in common, such as a cookie. Only those of
	 * {@link #request()} do not.
	 * @param defaults is called with each request as soon as it has its usual params,
	 * after earlier defaults
	 * @return another client
	 */
	public FastCgiTestClient withDefaults(Consumer<TestRequest> defaults) {
		return new FastCgiTestClient(this.connector, this.protocol, this.defaults.andThen(defaults));
	}

	/**
	 * A client that sends in small random pieces: writes of at most 64 bytes, stream
	 * records of at most 1024 bytes with up to 255 bytes of padding that look like
	 * anything but padding.
	 * @param random where the sizes come from
	 * @return another client
	 */
	public FastCgiTestClient splitting(Random random) {
		return with(this.connector.withSplitting(Splitting.random(random)));
	}

	/**
	 * A client that sends in pieces of a given size.
	 * @param max most bytes of a write, and of the content of a stream record
	 * @return another client
	 */
	public FastCgiTestClient chunked(int max) {
		return with(this.connector.withSplitting(Splitting.chunked(max)));
	}

	private FastCgiTestClient with(Connector connector) {
		return new FastCgiTestClient(connector, this.protocol, this.defaults);
	}

	/**
	 * A client that tells of the FastCGI records on its connections.
	 * @param listener who is told, in place of another
	 * @return another client
	 */
	public FastCgiTestClient listening(RecordListener listener) {
		return with(this.connector.withListener(listener));
	}

	/**
	 * Starts a GET request.
	 * @param target the request target: path and optional query, not decoded
	 * @return a request with the params that nginx sends
	 */
	public TestRequest get(String target) {
		return method("GET", target);
	}

	/**
	 * Starts a POST request.
	 * @param target the request target: path and optional query, not decoded
	 * @return a request with the params that nginx sends
	 */
	public TestRequest post(String target) {
		return method("POST", target);
	}

	/**
	 * Starts a PUT request.
	 * @param target the request target: path and optional query, not decoded
	 * @return a request with the params that nginx sends
	 */
	public TestRequest put(String target) {
		return method("PUT", target);
	}

	/**
	 * Starts a PATCH request.
	 * @param target the request target: path and optional query, not decoded
	 * @return a request with the params that nginx sends
	 */
	public TestRequest patch(String target) {
		return method("PATCH", target);
	}

	/**
	 * Starts a DELETE request.
	 * @param target the request target: path and optional query, not decoded
	 * @return a request with the params that nginx sends
	 */
	public TestRequest delete(String target) {
		return method("DELETE", target);
	}

	/**
	 * Starts a HEAD request.
	 * @param target the request target: path and optional query, not decoded
	 * @return a request with the params that nginx sends
	 */
	public TestRequest head(String target) {
		return method("HEAD", target);
	}

	/**
	 * Starts an OPTIONS request.
	 * @param target the request target: path and optional query, not decoded
	 * @return a request with the params that nginx sends
	 */
	public TestRequest options(String target) {
		return method("OPTIONS", target);
	}

	/**
	 * Starts a question whether a request may be served: a GET request in the role of an
	 * Authorizer, which has no body. SCGI has no roles.
	 * @param target the request target: path and optional query, not decoded
	 * @return a request with the params that nginx sends
	 */
	public TestRequest authorize(String target) {
		return get(target).role(TestRequest.AUTHORIZER).withoutStdin();
	}

	/**
	 * Starts a GET request in the role of a Filter. SCGI has no roles.
	 * @param target the request target: path and optional query, not decoded
	 * @param data the data that is to be transformed
	 * @return a request with the params that nginx sends and those that describe the data
	 */
	public TestRequest filter(String target, byte[] data) {
		return get(target).role(TestRequest.FILTER).data(data);
	}

	/**
	 * Starts a request.
	 * @param method the request method
	 * @param target the request target: path and optional query, not decoded
	 * @return a request with the params that nginx sends
	 */
	public TestRequest method(String method, String target) {
		Exchange exchange = this.protocol.apply(this.connector);
		TestRequest request = new TestRequest(exchange, exchange.frontEndParams(method, target));
		this.defaults.accept(request);
		return request;
	}

	/**
	 * Starts a request without any params.
	 * @return a request
	 */
	public TestRequest request() {
		return new TestRequest(this.protocol.apply(this.connector), new ParamList());
	}

	/**
	 * Connects.
	 * @return a connection, to be closed by the caller
	 */
	public FastCgiTestConnection connect() {
		return this.connector.connect();
	}

}
