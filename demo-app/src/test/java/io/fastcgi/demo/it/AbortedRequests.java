package io.fastcgi.demo.it;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Aborts requests in the middle. Others on the same connection must not suffer from it.
 *
 * @param client how to connect
 * @author FastCGI Spring Boot maintainers
 */
record AbortedRequests(FastCgiTestClient client) implements SoakWorker {

	private static final int ABORTED = 1;

	private static final int NEIGHBOUR = 2;

	private static final int LENGTH = 32_000_000;

	private static final int MOST_SENT = 300_000;

	@Override
	public int round(Random random) throws Exception {
		try (FastCgiTestConnection connection = this.client.connect()) {
			begin(connection, random);
			makeRequest(connection, NEIGHBOUR, KnownRequest.any(random));
			KnownRequest neighbour = KnownRequest.any(random);
			connection.send(NEIGHBOUR, neighbour.with(this.client));
			connection.abort(ABORTED);
			neighbour.check(connection.readResponse(NEIGHBOUR));
			int aborted = checkAborted(connection.readResponse(ABORTED));
			makeRequest(connection, ABORTED, KnownRequest.any(random));
			return aborted;
		}
	}

	private void begin(FastCgiTestConnection connection, Random random) {
		if (random.nextBoolean()) {
			connection.send(ABORTED, this.client.get("/download?bytes=" + LENGTH));
			return;
		}
		byte[] part = new byte[random.nextInt(MOST_SENT)];
		TestRequest upload = this.client.post("/upload").param("CONTENT_LENGTH", String.valueOf(LENGTH));
		connection.begin(ABORTED, TestRequest.RESPONDER, TestRequest.KEEP_CONN)
			.params(ABORTED, upload.params())
			.stdin(ABORTED, part);
	}

	private void makeRequest(FastCgiTestConnection connection, int id, KnownRequest request) {
		connection.send(id, request.with(this.client));
		request.check(connection.readResponse(id));
	}

	/**
	 * Check that an aborted request has ended, and that what came before is right.
	 * @return 1 if it was aborted, 0 if it was complete before that
	 */
	private static int checkAborted(TestResponse response) throws IOException {
		byte[] body = (response.stdout().length > 0) ? response.body() : new byte[0];
		boolean complete = body.length == LENGTH;
		assertThat(Arrays.mismatch(body, new Bytes(body.length).readAllBytes())).as("first wrong byte").isEqualTo(-1);
		assertThat(response.protocolStatus()).isZero();
		assertThat(response.appStatus() == 0).as("successful").isEqualTo(complete);
		return complete ? 0 : 1;
	}

}
