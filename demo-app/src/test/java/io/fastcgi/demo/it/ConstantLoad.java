package io.fastcgi.demo.it;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import io.fastcgi.frontend.ChildProcess;
import io.fastcgi.frontend.HttpTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that make one request after the other, by default half of them with a body, and
 * look at every answer. They stop when one of them has not got what it should.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ConstantLoad implements AutoCloseable {

	static final int CLIENTS = 4;

	/**
	 * HAProxy 2.6 answers a request with 500 when its params, behind what other requests
	 * on the same connection have still to send, fit into its buffer in part only. All
	 * clients together stay below that buffer with this length.
	 */
	static final int FITS_SHARED_CONNECTION = 500;

	static final int MORE_THAN_A_BUFFER = 20_000;

	private final URI base;

	private final Round round;

	private final AtomicLong answered = new AtomicLong();

	private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean stopped;

	ConstantLoad(URI base) {
		this(base, MORE_THAN_A_BUFFER);
	}

	/**
	 * Create clients whose every second request has a body.
	 * @param base where they make their requests
	 * @param length the length of the bodies
	 */
	ConstantLoad(URI base, int length) {
		this(base, getOrUpload("x".repeat(length)));
	}

	ConstantLoad(URI base, Round round) {
		this.base = base;
		this.round = round;
		for (int i = 0; i < CLIENTS; i++) {
			Thread thread = new Thread(this::run, "load-" + i);
			this.threads.add(thread);
			thread.start();
		}
	}

	private void run() {
		HttpTester client = new HttpTester(this.base);
		for (int i = 0; !this.stopped && this.failures.isEmpty(); i++) {
			try {
				this.round.make(client, i);
				this.answered.incrementAndGet();
			}
			catch (Exception ex) {
				this.failures.add("request " + i + ": " + ex);
			}
		}
	}

	private static Round getOrUpload(String body) {
		return (client, number) -> {
			if (number % 2 == 0) {
				expect(client.get("/hello/" + number), 200, "Hello " + number + " for the ");
			}
			else {
				expect(client.post("/upload", "application/octet-stream", body), 200, "\"bytes\":" + body.length());
			}
		};
	}

	static void expect(HttpResponse<String> response, int status, String part) {
		if (response.statusCode() != status || !response.body().contains(part)) {
			throw new IllegalStateException(response + " " + response.body());
		}
	}

	/**
	 * Return how many requests were answered as they should.
	 * @return the number of requests
	 */
	long answered() {
		return this.answered.get();
	}

	void assertNothingLost(ChildProcess frontEnd) {
		assertThat(this.failures).as(() -> String.join("\n", frontEnd.output())).isEmpty();
	}

	/**
	 * Wait for the last answers, and make no more requests.
	 */
	void stop() throws InterruptedException {
		this.stopped = true;
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

	@Override
	public void close() throws InterruptedException {
		stop();
	}

	/**
	 * What a client does again and again.
	 */
	@FunctionalInterface
	interface Round {

		/**
		 * Make a request, and look at the answer.
		 * @param client the client
		 * @param number how many requests the client has made before
		 * @throws Exception if the answer is not as it should be
		 */
		void make(HttpTester client, int number) throws Exception;

	}

}
