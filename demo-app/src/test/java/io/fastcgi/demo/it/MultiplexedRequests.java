package io.fastcgi.demo.it;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;

/**
 * Makes several requests at a time on one connection, and then again on the same one.
 *
 * @param client how to connect
 * @author FastCGI Spring Boot maintainers
 */
record MultiplexedRequests(FastCgiTestClient client) implements SoakWorker {

	private static final int BATCHES = 4;

	private static final int MOST_IDS = 8;

	private static final int LARGEST_ID = 65535;

	@Override
	public int round(Random random) throws Exception {
		int done = 0;
		try (FastCgiTestConnection connection = this.client.connect()) {
			for (int batch = 0; batch < BATCHES; batch++) {
				done += batch(connection, random);
			}
		}
		return done;
	}

	private int batch(FastCgiTestConnection connection, Random random) throws Exception {
		int firstId = 1 + random.nextInt(LARGEST_ID - MOST_IDS);
		int count = 1 + random.nextInt(MOST_IDS);
		List<KnownRequest> requests = new ArrayList<>();
		List<Integer> order = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			requests.add(KnownRequest.any(random));
			order.add(i);
			connection.send(firstId + i, requests.get(i).with(this.client));
		}
		Collections.shuffle(order, random);
		for (int i : order) {
			requests.get(i).check(connection.readResponse(firstId + i));
		}
		return count;
	}

}
