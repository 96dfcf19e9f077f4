package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.probe.MirroredRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * A front end that something is tried with.
 *
 * @param frontEnd the front end
 * @param backend the application behind it
 * @param http asks the front end
 * @param patience how long to wait for something that is wanted, and may not come
 * @author FastCGI Spring Boot maintainers
 */
record Subject(FrontEndProcess frontEnd, Backend backend, HttpTester http, Duration patience) {

	private static final JsonMapper JSON = new JsonMapper();

	private static final int TIMEOUT = 60_000;

	Subject withPatience(Duration patience) {
		return new Subject(this.frontEnd, this.backend, this.http, patience);
	}

	/**
	 * Return a name that nobody has used before.
	 * @return the name
	 */
	String gate() {
		return UUID.randomUUID().toString();
	}

	HttpResponse<String> get(String target) throws Exception {
		return this.http.get(target);
	}

	HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.http.send(request);
	}

	HttpRequest.Builder request(String target) {
		return this.http.request(target);
	}

	/**
	 * Send a request that is mirrored.
	 * @param request the request
	 * @return what has arrived
	 * @throws UnexpectedStatusException if it was not mirrored
	 */
	MirroredRequest mirror(HttpRequest.Builder request) throws Exception {
		return mirror(this.http, request);
	}

	static MirroredRequest mirror(HttpTester http, HttpRequest.Builder request) throws Exception {
		HttpResponse<String> response = http.send(request);
		if (response.statusCode() != 200) {
			throw new UnexpectedStatusException(response.statusCode());
		}
		return JSON.readValue(response.body(), MirroredRequest.class);
	}

	/**
	 * Open a connection to the front end, and send something.
	 * @param text what to send
	 * @return the connection
	 */
	Socket open(String text) throws IOException {
		return open(InetAddress.getLoopbackAddress(), text);
	}

	/**
	 * Open a connection from an address of this machine, and send something.
	 * @param client the address
	 * @param text what to send
	 * @return the connection
	 */
	Socket open(InetAddress client, String text) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.frontEnd.ports().plain(), client, 0);
		socket.setSoTimeout(TIMEOUT);
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

}
