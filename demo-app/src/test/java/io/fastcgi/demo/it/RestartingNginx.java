package io.fastcgi.demo.it;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Ports;
import io.fastcgi.frontend.Recipe;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An nginx in front of the demo that is stopped at once and started again from time to
 * time, with FastCGI and SCGI by turns. Its clients may see that, and nothing else.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RestartingNginx implements SoakWorker, AutoCloseable {

	private static final List<String> RECIPES = List.of("guestbook-fastcgi.conf", "guestbook-scgi.conf");

	private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

	private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);

	private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

	private final DemoProcess demo;

	private final int port = Ports.free();

	// Odd while nginx is there
	private final AtomicInteger changes = new AtomicInteger();

	private final List<String> complaints = new ArrayList<>();

	private FrontEndProcess nginx;

	private volatile HttpTester http;

	RestartingNginx(DemoProcess demo) {
		this.demo = demo;
	}

	void start() throws IOException {
		String recipe = RECIPES.get(this.changes.get() / 2 % RECIPES.size());
		this.nginx = Nginx.startOn(this.port, Recipe.read("nginx/" + recipe), this.demo.port());
		// No client of the last one, because it may hold connections to it
		this.http = new HttpTester(this.nginx.uri());
		this.changes.incrementAndGet();
	}

	void stop() throws IOException {
		this.changes.incrementAndGet();
		this.nginx.close();
		this.nginx.process()
			.output()
			.stream()
			.filter((line) -> line.matches(".*\\[(error|crit|alert|emerg)].*"))
			.forEach(this.complaints::add);
		this.nginx = null;
	}

	@Override
	public int round(Random random) throws Exception {
		LockSupport.parkNanos(random.nextLong(SHORTEST_LIFE.toNanos(), LONGEST_LIFE.toNanos()));
		stop();
		start();
		return 1;
	}

	/**
	 * Do something that may fail with an {@link IOException} if, and only if, nginx is
	 * not there all the time.
	 * @param attempt what to do
	 * @return 1 if it succeeded, 0 if nginx was away
	 */
	int attempt(Attempt attempt) throws Exception {
		int before = this.changes.get();
		try {
			attempt.make(this.http);
			return 1;
		}
		catch (IOException ex) {
			if (before % 2 == 1 && this.changes.get() == before) {
				throw ex;
			}
			LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
			return 0;
		}
	}

	void assertNoComplaints() {
		assertThat(this.complaints).isEmpty();
	}

	@Override
	public void close() throws IOException {
		if (this.nginx != null) {
			stop();
		}
	}

	/**
	 * Something that a client does.
	 */
	@FunctionalInterface
	interface Attempt {

		void make(HttpTester http) throws Exception;

	}

}
