package io.fastcgi.frontend.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

import io.fastcgi.spring.annotation.FastCgiHandler;
import io.fastcgi.spring.handler.Cancellation;
import io.fastcgi.spring.handler.FastCgiResponse;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Takes its time, until somebody opens a gate.
 *
 * @author FastCGI Spring Boot maintainers
 */
@FastCgiHandler
class Patience {

	/**
	 * Longer than a test takes to open the gate, even on a machine that is busy.
	 */
	private static final Duration LONG = Duration.ofMinutes(5);

	private final Gates gates;

	Patience(Gates gates) {
		this.gates = gates;
	}

	/**
	 * Wait on a thread.
	 */
	@FastCgiHandler("/hold")
	String hold(@RequestParam String gate) {
		return this.gates.await(gate, LONG).join();
	}

	/**
	 * Wait without a thread, and tell when nobody waits for the answer any more.
	 */
	@FastCgiHandler("/wait")
	CompletionStage<String> await(@RequestParam String gate, Cancellation cancellation) {
		this.gates.open(gate + "-began", "began");
		CompletableFuture<String> answer = this.gates.await(gate, LONG);
		cancellation.onCancel((reason) -> this.gates.open(gate + "-cancelled", reason.name()));
		return answer;
	}

	/**
	 * Begin with the answer, and wait.
	 */
	@FastCgiHandler("/begun")
	void begin(@RequestParam String gate, Cancellation cancellation, FastCgiResponse response) throws IOException {
		cancellation.onCancel((reason) -> this.gates.open(gate + "-cancelled", reason.name()));
		response.getHeaders().setContentType(MediaType.APPLICATION_OCTET_STREAM);
		response.stream().write("begun".getBytes(StandardCharsets.US_ASCII));
		response.stream().flush();
		this.gates.open(gate + "-began", "began");
		this.gates.await(gate, LONG).join();
	}

	@FastCgiHandler("/stream")
	void stream(@RequestParam String gate, @RequestParam long millis, FastCgiResponse response) throws IOException {
		response.getHeaders().setContentType(MediaType.APPLICATION_OCTET_STREAM);
		twoParts(gate, millis, response.stream());
	}

	@FastCgiHandler("/events")
	void events(@RequestParam String gate, @RequestParam long millis, FastCgiResponse response) throws IOException {
		response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
		response.getHeaders().set("X-Accel-Buffering", "no");
		twoParts(gate, millis, response.stream());
	}

	private void twoParts(String gate, long millis, OutputStream body) throws IOException {
		body.write("data: first\n\n".getBytes(StandardCharsets.US_ASCII));
		body.flush();
		String reason = this.gates.await(gate, Duration.ofMillis(millis)).join();
		body.write("data: %s\n\n".formatted(reason).getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Write until nobody reads any more.
	 */
	@FastCgiHandler("/endless")
	void endless(@RequestParam String gate, Cancellation cancellation, OutputStream body) throws IOException {
		cancellation.onCancel((reason) -> this.gates.open(gate + "-cancelled", reason.name()));
		byte[] piece = new byte[4096];
		while (!cancellation.isCancelled()) {
			body.write(piece);
			body.flush();
			LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
		}
	}

	/**
	 * Tell when the first byte of the body has come.
	 */
	@FastCgiHandler("/upload")
	String upload(@RequestParam String gate, InputStream body) throws IOException {
		CountingInputStream counted = new CountingInputStream(body);
		if (counted.read() != -1) {
			this.gates.open(gate, "came");
		}
		counted.transferTo(OutputStream.nullOutputStream());
		return String.valueOf(counted.count());
	}

}
