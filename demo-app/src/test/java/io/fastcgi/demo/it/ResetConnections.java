package io.fastcgi.demo.it;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.NameValuePair;
import io.fastcgi.test.NameValuePairs;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;

/**
 * Resets connections to the demo in the middle of params, of a body and of a response.
 *
 * @param client how to connect
 * @author FastCGI Spring Boot maintainers
 */
record ResetConnections(FastCgiTestClient client) implements SoakWorker {

	private static final int LENGTH = 32_000_000;

	private static final int MOST_SENT = 300_000;

	private static final int MOST_RECORDS = 50;

	private static final Duration LONGEST = Duration.ofMillis(20);

	@Override
	public int round(Random random) {
		try (FastCgiTestConnection connection = this.client.connect()) {
			switch (random.nextInt(6)) {
				case 0 -> fastCgiParams(connection, random);
				case 1 -> fastCgiBody(connection, random);
				case 2 -> fastCgiResponse(connection, random);
				case 3 -> scgiHeaders(connection, random);
				case 4 -> scgiBody(connection, random);
				default -> scgiResponse(connection);
			}
			// Some before the demo has read anything, some while a handler is busy
			LockSupport.parkNanos(random.nextLong(LONGEST.toNanos()));
			connection.reset();
			return 1;
		}
	}

	private void fastCgiParams(FastCgiTestConnection connection, Random random) {
		connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN);
		byte[] params = NameValuePairs.encode(this.client.get("/download?bytes=" + LENGTH).params());
		connection.writeBytes(beginning(TestRecord.of(TestRecord.PARAMS, 1, params).encode(), random));
	}

	private void fastCgiBody(FastCgiTestConnection connection, Random random) {
		List<NameValuePair> params = this.client.post("/upload")
			.param("CONTENT_LENGTH", String.valueOf(LENGTH))
			.params();
		connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN)
			.params(1, params)
			.stdin(1, new byte[random.nextInt(MOST_SENT)]);
	}

	private void fastCgiResponse(FastCgiTestConnection connection, Random random) {
		connection.send(1, this.client.get("/download?bytes=" + LENGTH));
		for (int i = random.nextInt(MOST_RECORDS); i >= 0; i--) {
			connection.readRecord();
		}
	}

	private void scgiHeaders(FastCgiTestConnection connection, Random random) {
		connection.writeBytes(beginning(scgi("GET", "/download?bytes=" + LENGTH, 0), random));
	}

	private void scgiBody(FastCgiTestConnection connection, Random random) {
		connection.writeBytes(scgi("POST", "/upload", LENGTH)).writeBytes(new byte[random.nextInt(MOST_SENT)]);
	}

	private void scgiResponse(FastCgiTestConnection connection) {
		connection.writeBytes(scgi("GET", "/download?bytes=" + LENGTH, 0));
	}

	private static byte[] scgi(String method, String target, int length) {
		String headers = "CONTENT_LENGTH\0" + length + "\0SCGI\0001\0REQUEST_METHOD\0" + method + "\0REQUEST_URI\0"
				+ target + "\0";
		return (headers.length() + ":" + headers + ",").getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] beginning(byte[] whole, Random random) {
		return Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
	}

}
