package io.fastcgi.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten thousand requests in random pieces with random padding, several at once on each of
 * several connections, answered on the event loop or later on another thread (FCGI-6,
 * FCGI-9, FCGI-18, FCGI-63, SEC-32, PT-37). Every byte of every answer is compared.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ManyRequestsTests extends ServerTestCase {

	private static final int CONNECTIONS = 5;

	private static final int REQUESTS = 2000;

	/**
	 * Watching every buffer takes most of the time; all other tests do it.
	 */
	@BeforeAll
	static void watchSomeBuffers() {
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
	}

	@AfterAll
	static void watchEveryBuffer() {
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
	}

	@Test
	void everyRequestGetsItsOwnAnswer() throws Exception {
		start((exchange) -> InputGatherer.gather(exchange.stdin(), 10_000)
			.whenComplete((body, failure) -> answer(exchange, body)));
		List<Future<?>> clients = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS; i++) {
			Random random = new Random(1000 + i);
			clients.add(executor().submit(() -> talk(random)));
		}
		for (Future<?> client : clients) {
			client.get(60, TimeUnit.SECONDS);
		}
		assertThat(this.events.ended).hasValue(CONNECTIONS * REQUESTS);
		assertThat(this.events.opened.get()).isGreaterThan(CONNECTIONS);
		assertThat(this.events.protocolErrors).isEmpty();
		assertThat(this.events.failures).isEmpty();
	}

	private void answer(Exchange exchange, byte[] body) {
		String name = exchange.params().get("NAME", "");
		Runnable answer = () -> {
			exchange.write(ResponseHead.of(200, "OK").header("X-Name", name));
			exchange.writeError(Unpooled.copiedBuffer(name, StandardCharsets.US_ASCII));
			exchange.write(Unpooled.wrappedBuffer(body));
			exchange.end(Integer.parseInt(exchange.params().get("STATUS", "0")));
		};
		if (body.length % 4 == 0) {
			executor().execute(answer);
		}
		else {
			answer.run();
		}
	}

	private void talk(Random random) {
		FastCgiTestClient client = client().splitting(random);
		int remaining = REQUESTS;
		while (remaining > 0) {
			try (FastCgiTestConnection connection = client.connect()) {
				int onThisConnection = Math.min(remaining, 1 + random.nextInt(REQUESTS / 4));
				remaining -= onThisConnection;
				while (onThisConnection > 0) {
					int atOnce = Math.min(onThisConnection, 1 + random.nextInt(4));
					onThisConnection -= atOnce;
					talk(connection, client, random, atOnce, onThisConnection > 0);
				}
			}
		}
	}

	private void talk(FastCgiTestConnection connection, FastCgiTestClient client, Random random, int atOnce,
			boolean keep) {
		Map<Integer, Expected> expected = new LinkedHashMap<>();
		while (expected.size() < atOnce) {
			expected.put(1 + random.nextInt(5), new Expected(random));
		}
		List<Integer> ids = new ArrayList<>(expected.keySet());
		for (int i = 0; i < ids.size(); i++) {
			boolean last = i == ids.size() - 1;
			connection.send(ids.get(i), expected.get(ids.get(i)).request(client).keepConnection(keep || !last));
		}
		Collections.shuffle(ids, random);
		ids.forEach((id) -> expected.get(id).check(connection.readResponse(id)));
		if (!keep) {
			assertThat(connection.isClosedByPeer()).isTrue();
		}
	}

	private static final class Expected {

		private final String name;

		private final byte[] body;

		private final int status;

		Expected(Random random) {
			this.name = "n" + random.nextInt();
			this.body = new byte[random.nextInt(300)];
			this.status = random.nextInt(3);
			random.nextBytes(this.body);
		}

		TestRequest request(FastCgiTestClient client) {
			return client.request()
				.body(this.body)
				.param("NAME", this.name)
				.param("STATUS", String.valueOf(this.status));
		}

		void check(TestResponse response) {
			assertThat(response.header("X-Name")).isEqualTo(this.name);
			assertThat(response.body()).isEqualTo(this.body);
			assertThat(response.stderrAsString()).isEqualTo(this.name);
			assertThat(response.appStatus()).isEqualTo(this.status);
		}

	}

}
