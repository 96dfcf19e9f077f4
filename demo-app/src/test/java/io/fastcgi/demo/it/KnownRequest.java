package io.fastcgi.demo.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Request whose response is known to the last byte before it is sent.
 *
 * @param method the request method
 * @param target the request target
 * @param body the body
 * @param response the body of the response
 * @author FastCGI Spring Boot maintainers
 */
record KnownRequest(String method, String target, byte[] body, byte[] response) {

	// Nothing, words of eight bytes, records, pieces of buffers, and the input window
	private static final int[] EDGES = { 0, 8, 8192, 16384, 32768, 65528, 65535, 2 * 65535, 262144 };

	private static final int SOME = 100_000;

	private static final int MANY = 4_000_000;

	static KnownRequest any(Random random) throws IOException {
		return random.nextBoolean() ? upload(random, anyLength(random)) : download(anyLength(random));
	}

	private static int anyLength(Random random) {
		return switch (random.nextInt(8)) {
			case 0 -> random.nextInt(MANY);
			case 1, 2, 3 -> random.nextInt(SOME);
			default -> Math.max(0, EDGES[random.nextInt(EDGES.length)] + random.nextInt(3) - 1);
		};
	}

	static KnownRequest upload(Random random, int length) throws IOException {
		byte[] body = new byte[length];
		random.nextBytes(body);
		String receipt = Bytes.receipt(new ByteArrayInputStream(body));
		return new KnownRequest("POST", "/upload", body, receipt.getBytes(StandardCharsets.US_ASCII));
	}

	static KnownRequest download(int length) throws IOException {
		return new KnownRequest("GET", "/download?bytes=" + length, new byte[0], new Bytes(length).readAllBytes());
	}

	boolean isUpload() {
		return this.method.equals("POST");
	}

	TestRequest with(FastCgiTestClient client) {
		TestRequest request = client.method(this.method, this.target);
		return isUpload() ? request.body(this.body) : request;
	}

	void check(TestResponse actual) {
		assertThat(actual.protocolStatus()).as("protocol status of %s", this).isZero();
		assertThat(actual.appStatus()).as("application status of %s", this).isZero();
		assertThat(actual.stderr()).as("errors of %s", this).isEmpty();
		check(actual.status(), actual.body());
	}

	void check(int status, byte[] content) {
		assertThat(status).as("status of %s", this).isEqualTo(200);
		assertThat(Arrays.mismatch(content, this.response)).as("first wrong byte of %s", this).isEqualTo(-1);
	}

	@Override
	public String toString() {
		return this.method + " " + this.target + " with " + this.body.length + " bytes";
	}

}
