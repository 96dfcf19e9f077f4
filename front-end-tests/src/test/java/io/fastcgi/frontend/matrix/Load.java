package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.fastcgi.frontend.HttpTester;

import static org.awaitility.Awaitility.await;

/**
 * Clients that make one request after the other, whatever becomes of them.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Load implements AutoCloseable {

	static final int CLIENTS = 4;

	/**
	 * Each client may lose one request in the moment in which a connection closes.
	 */
	static final String SOME_LOST = "no: at most %d requests are lost".formatted(CLIENTS);

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final Duration AFTER_A_REFUSAL = Duration.ofMillis(10);

	private final HttpTester http;

	private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

	private final List<CompletableFuture<Void>> clients = new ArrayList<>();

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicInteger lost = new AtomicInteger();

	private final ConcurrentHashMap.KeySetView<String, Boolean> wrong = ConcurrentHashMap.newKeySet();

	private volatile boolean over;

	Load(HttpTester http) {
		this.http = http;
		for (int i = 0; i < CLIENTS; i++) {
			this.clients.add(CompletableFuture.runAsync(this::run, this.threads));
		}
	}

	private void run() {
		while (!this.over) {
			try {
				HttpResponse<String> response = this.http.get("/hello/you");
				if (response.statusCode() == 200 && response.body().equals("Hello you")) {
					this.answered.incrementAndGet();
				}
				else if (response.statusCode() < 500) {
					this.wrong.add(response.statusCode() + " with another body");
				}
				else {
					// A front end closes connections that bring thousands of requests
					LockSupport.parkNanos(AFTER_A_REFUSAL.toNanos());
				}
			}
			catch (IOException ex) {
				this.lost.incrementAndGet();
			}
			catch (Exception ex) {
				this.wrong.add(ex.toString());
				return;
			}
		}
	}

	/**
	 * Wait for some more requests to be answered.
	 */
	void awaitAnswers() {
		int before = this.answered.get();
		await().atMost(PATIENCE).until(() -> this.answered.get() >= before + 10 * CLIENTS);
	}

	/**
	 * Return what became of requests that were neither answered nor refused with a 5xx.
	 * @return the description, or "yes" if there were none
	 */
	String outcome() {
		if (!this.wrong.isEmpty()) {
			return "no: " + String.join(", ", this.wrong.stream().sorted().toList());
		}
		int lost = this.lost.get();
		if (lost > CLIENTS) {
			return "no: %d requests are lost while %d get their answers".formatted(lost, this.answered.get());
		}
		return (lost == 0) ? "yes" : SOME_LOST;
	}

	@Override
	public void close() {
		this.over = true;
		this.clients.forEach(CompletableFuture::join);
		this.threads.shutdown();
	}

}
