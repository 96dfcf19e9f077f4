package io.fastcgi.test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;

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

	private FastCgiTestClient(Connector connector, Function<Connector, Exchange> protocol) {
		this.connector = connector;
		this.protocol = protocol;
	}

	/**
	 * A client that speaks FastCGI.
	 * @param address a TCP or Unix domain socket address
	 * @return a client with a timeout of ten seconds
	 */
	public static FastCgiTestClient to(SocketAddress address) {
		Duration timeout = Duration.ofSeconds(10);
		return new FastCgiTestClient(new Connector(address, timeout, timeout, Splitting.none(), new RecordListener() {
		}), FastCgiExchange::new);
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
	 * A client that speaks SCGI.
	 * @return another client
	 */
	public FastCgiTestClient scgi() {
		return new FastCgiTestClient(this.connector, ScgiExchange::new);
	}

	/**
	 * A client with another timeout.
	 * @param timeout how long connecting, and each read and write, may take
	 * @return another client
	 */
	public FastCgiTestClient withTimeout(Duration timeout) {
		return new FastCgiTestClient(this.connector.withTimeout(timeout), this.protocol);
	}

	/**
	 * A client with another timeout for connecting over TCP.
	 * @param timeout how long connecting may take, whatever is said for the rest
	 * @return another client
	 */
	public FastCgiTestClient withConnectTimeout(Duration timeout) {
		return new FastCgiTestClient(this.connector.withConnectTimeout(timeout), this.protocol);
	}

	/**
	 * A client that sends in small random pieces: socket writes of at most 64 bytes,
	 * stream records of at most 1024 bytes with up to 255 bytes of padding that look like
	 * anything but padding.
	 * @param random where the sizes come from
	 * @return another client
	 */
	public FastCgiTestClient splitting(Random random) {
		return new FastCgiTestClient(this.connector.withSplitting(Splitting.random(random)), this.protocol);
	}

	/**
	 * A client that sends in pieces of a given size.
	 * @param max most bytes of a socket write, and of the content of a stream record
	 * @return another client
	 */
	public FastCgiTestClient chunked(int max) {
		return new FastCgiTestClient(this.connector.withSplitting(Splitting.chunked(max)), this.protocol);
	}

	/**
	 * A client that tells of the FastCGI records on its connections.
	 * @param listener who is told, in place of another
	 * @return another client
	 */
	public FastCgiTestClient listening(RecordListener listener) {
		return new FastCgiTestClient(this.connector.withListener(listener), this.protocol);
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
	 * Starts a request.
	 * @param method the request method
	 * @param target the request target: path and optional query, not decoded
	 * @return a request with the params that nginx sends
	 */
	public TestRequest method(String method, String target) {
		Exchange exchange = this.protocol.apply(this.connector);
		return new TestRequest(exchange, exchange.frontEndParams(method, target));
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
