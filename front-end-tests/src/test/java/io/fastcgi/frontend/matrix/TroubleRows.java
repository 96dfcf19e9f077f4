package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.fastcgi.frontend.probe.ProbeApplication;
import org.awaitility.core.ConditionTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Errors, overload, connections, and an application that goes and comes.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class TroubleRows {

	private static final int SEQUENTIAL = 20;

	private static final int CONCURRENT = 10;

	private static final int LOST_AFTER_ERROR = 3;

	/**
	 * Said of requests that come while a front end is busy with an error.
	 */
	static final String LOST = "no: at most %d of them are lost".formatted(LOST_AFTER_ERROR);

	private static final Duration SOON = Duration.ofSeconds(3);

	/**
	 * Said of an application that is away after some requests were lost.
	 */
	static final String AFTER_LOSS = ", after at most %d that are lost".formatted(Load.CLIENTS);

	/**
	 * Said of a connection that is closed without a response.
	 */
	static final String NOTHING = "yes, for nothing has come";

	private TroubleRows() {
	}

	static List<Row> all() {
		return List.of(
				Row.of("error", "an error before the head: 500 with a problem document", "yes", TroubleRows::error),
				Row.of("error-after-little", "an error after 100 bytes: the client sees that the rest is missing",
						"yes", (subject) -> late(subject, 100, 0)),
				Row.of("error-after-much", "an error after 100 kB: the client sees that the rest is missing", "yes",
						(subject) -> late(subject, 100_000, 1)),
				Row.of("after-error", "the requests after such an error get their answers", "yes",
						TroubleRows::afterError),
				Row.of("error-stream",
						"what a handler reports as an error is in the log of the front end" + Waits.meaningOfNo(),
						"yes", TroubleRows::errorStream),
				Row.of("overload", "overload: 503 with `Retry-After` and the document of the application", "yes",
						TroubleRows::overload),
				Row.fact("connections", SEQUENTIAL + " requests, one after the other, take", TroubleRows::connections),
				Row.fact("sharing", CONCURRENT + " requests at the same time", TroubleRows::sharing),
				Row.of("restart", "the application restarts under load: each request gets its answer, or a 5xx", "yes",
						TroubleRows::restart),
				Row.fact("away", "requests while the application is away", TroubleRows::away),
				Row.of("back", "requests when the application is back: 200", "at once", TroubleRows::back));
	}

	private static String error(Subject subject) throws Exception {
		HttpResponse<String> response = subject.get("/fails");
		if (response.statusCode() != 500) {
			return String.valueOf(response.statusCode());
		}
		return (response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")) ? "yes"
				: "500 of the front end";
	}

	/**
	 * Break a response off, whose head has to come whatever a front end keeps back of the
	 * body.
	 */
	private static String late(Subject subject, int length, int least) throws Exception {
		RawResponse response = breakOff(subject, length);
		settle(subject);
		if (response.text().isEmpty()) {
			return NOTHING;
		}
		if (response.status() != 200) {
			return "no: " + response.status();
		}
		if (response.head().isEmpty() || response.body().length() < least) {
			return "no: nothing has come";
		}
		return (response.isComplete()) ? "no" : "yes";
	}

	private static RawResponse breakOff(Subject subject, int length) throws IOException {
		try (Socket socket = subject
			.open("GET /fails-after/" + length + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
			return RawResponse.read(socket.getInputStream());
		}
	}

	private static String afterError(Subject subject) throws Exception {
		breakOff(subject, 100);
		int lost = settle(subject);
		return (lost == 0) ? "yes" : LOST;
	}

	/**
	 * Ask until there is an answer.
	 * @param subject the front end
	 * @return how many requests were lost before
	 */
	private static int settle(Subject subject) throws Exception {
		for (int lost = 0;; lost++) {
			assertThat(lost).as("requests lost").isLessThanOrEqualTo(LOST_AFTER_ERROR);
			try {
				if (subject.get("/hello/you").statusCode() == 200) {
					return lost;
				}
			}
			catch (IOException ex) {
				// The next one has another connection
			}
		}
	}

	private static String errorStream(Subject subject) throws Exception {
		String complaint = "complaint-" + subject.gate();
		subject.get("/complains?complaint=" + complaint);
		return (awaits(subject, () -> subject.frontEnd().log().stream().anyMatch((line) -> line.contains(complaint))))
				? "yes" : "no";
	}

	private static String overload(Subject subject) throws Exception {
		ControlClient control = subject.backend().control();
		String gate = subject.gate();
		List<Integer> holders = new ArrayList<>();
		for (int i = 0; i < ProbeApplication.THREADS; i++) {
			holders.add(control.send("/hold?gate=" + gate));
		}
		// Answered after them
		control.await(subject.gate(), Duration.ZERO);
		HttpResponse<String> response;
		try {
			response = subject.get("/hello/you");
		}
		finally {
			control.open(gate);
			holders.forEach(control::receive);
		}
		if (response.statusCode() != 503) {
			return String.valueOf(response.statusCode());
		}
		if (response.headers().firstValue("Retry-After").isEmpty()) {
			return "503 without `Retry-After`";
		}
		return (response.body().equals("503 Service Unavailable\n")) ? "yes" : "503 with another document";
	}

	private static String connections(Subject subject) throws Exception {
		subject.get("/hello/you");
		long before = subject.backend().control().connections();
		for (int i = 0; i < SEQUENTIAL; i++) {
			subject.get("/hello/you");
		}
		return count(subject.backend().control().connections() - before);
	}

	private static String sharing(Subject subject) throws Exception {
		ControlClient control = subject.backend().control();
		String prefix = subject.gate();
		List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
		for (int i = 0; i < CONCURRENT; i++) {
			responses.add(subject.http()
				.client()
				.sendAsync(subject.request("/wait?gate=" + prefix + i).build(), BodyHandlers.ofString()));
		}
		int together = 0;
		long connections;
		try {
			long deadline = System.nanoTime() + subject.patience().toNanos();
			for (int i = 0; i < CONCURRENT; i++) {
				Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
				together += (control.await(prefix + i + "-began", left).isEmpty()) ? 0 : 1;
			}
			connections = control.otherConnections();
		}
		finally {
			for (int i = 0; i < CONCURRENT; i++) {
				control.open(prefix + i);
			}
		}
		for (CompletableFuture<HttpResponse<String>> response : responses) {
			response.join();
		}
		if (together < CONCURRENT) {
			return "wait for each other: only " + together;
		}
		return (connections < CONCURRENT) ? "share connections" : "have a connection each";
	}

	private static String count(long connections) {
		return connections + ((connections == 1) ? " new connection" : " new connections");
	}

	private static String restart(Subject subject) {
		Load load = new Load(subject.http());
		try (load) {
			load.awaitAnswers();
			subject.backend().stop();
			subject.backend().start();
			load.awaitAnswers();
		}
		return load.outcome();
	}

	/**
	 * What is lost with a connection that was kept is the last of that connection.
	 */
	private static String away(Subject subject) throws Exception {
		subject.backend().stop();
		for (int lost = 0; lost <= Load.CLIENTS; lost++) {
			try {
				String status = String.valueOf(subject.get("/hello/you").statusCode());
				return (lost == 0) ? status : status + AFTER_LOSS;
			}
			catch (IOException ex) {
				// The next one has another connection
			}
		}
		return "connections closed";
	}

	private static String back(Subject subject) throws Exception {
		subject.backend().start();
		long start = System.nanoTime();
		int status = subject.get("/hello/you").statusCode();
		if (status == 200) {
			return "at once";
		}
		boolean later = awaits(subject, () -> subject.get("/hello/you").statusCode() == 200);
		Duration passed = Duration.ofNanos(System.nanoTime() - start);
		return (later && passed.compareTo(SOON) < 0) ? "within %d s, %d before".formatted(SOON.toSeconds(), status)
				: status + " for long";
	}

	private static boolean awaits(Subject subject, Callable<Boolean> condition) {
		try {
			await().atMost(subject.patience()).until(condition);
			return true;
		}
		catch (ConditionTimeoutException ex) {
			return false;
		}
	}

}
