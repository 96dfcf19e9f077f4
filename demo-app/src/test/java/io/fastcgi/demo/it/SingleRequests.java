package io.fastcgi.demo.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.StreamedResponse;
import io.fastcgi.test.TestRequest;

/**
 * Makes requests of the demo without a front end, each on a connection of its own.
 *
 * @param client how to make them
 * @param pace how fast bodies are sent and read
 * @author FastCGI Spring Boot maintainers
 */
record SingleRequests(FastCgiTestClient client, Pace pace) implements SoakWorker {

	@Override
	public int round(Random random) throws Exception {
		KnownRequest known = KnownRequest.any(random);
		TestRequest request = this.client.method(known.method(), known.target());
		if (known.isUpload()) {
			request.body(this.pace.of(new ByteArrayInputStream(known.body())), known.body().length);
		}
		request.sendAndStream((response) -> check(known, response));
		return 1;
	}

	private Void check(KnownRequest known, StreamedResponse response) throws IOException {
		known.check(response.status(), this.pace.of(response.body()).readAllBytes());
		return null;
	}

}
