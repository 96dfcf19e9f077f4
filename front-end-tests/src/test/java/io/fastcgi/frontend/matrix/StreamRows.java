package io.fastcgi.frontend.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Responses that take their time, and clients that do not wait for them.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class StreamRows {

	private StreamRows() {
	}

	static List<Row> all() {
		return List.of(
				Row.fact("streamed", "the first bytes of a slow response arrive",
						(subject) -> streamed(subject, "/stream")),
				Row.of("events", "the first event of `text/event-stream` arrives", "at once",
						(subject) -> streamed(subject, "/events")),
				Row.of("abort-streaming", "a handler that writes learns that the client is gone", "yes",
						StreamRows::abortWhileStreaming),
				Row.of("abort-begun",
						"a handler that has begun and waits learns that the client is gone" + Waits.meaningOfNo(),
						"yes", StreamRows::abortBegun),
				Row.of("abort-waiting",
						"a handler that writes nothing learns that the client is gone" + Waits.meaningOfNo(), "yes",
						StreamRows::abortWaiting));
	}

	private static Socket get(Subject subject, String target) throws IOException {
		return subject.open("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
	}

	private static String streamed(Subject subject, String path) throws IOException {
		String gate = subject.gate();
		try (Socket socket = get(subject, path + "?gate=" + gate + "&millis=" + subject.patience().toMillis())) {
			String begin = readUntil(socket.getInputStream(), "data: first");
			subject.backend().control().open(gate);
			String response = begin + new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (!response.contains("data: first")) {
				return "not at all";
			}
			return (response.contains("data: released")) ? "at once" : "when it is complete";
		}
	}

	private static String readUntil(InputStream source, String end) throws IOException {
		StringBuilder text = new StringBuilder();
		while (text.indexOf(end) < 0) {
			int next = source.read();
			if (next == -1) {
				break;
			}
			text.append((char) next);
		}
		return text.toString();
	}

	private static String abortWhileStreaming(Subject subject) throws IOException {
		String gate = subject.gate();
		try (Socket socket = get(subject, "/endless?gate=" + gate)) {
			socket.getInputStream().readNBytes(20_000);
		}
		return isTold(subject, gate);
	}

	private static String abortBegun(Subject subject) throws IOException {
		return abort(subject, "/begun", StreamRows::letBegin);
	}

	private static String abortWaiting(Subject subject) throws IOException {
		return abort(subject, "/wait", (client) -> {
		});
	}

	private static String abort(Subject subject, String path, BeforeLeaving before) throws IOException {
		String gate = subject.gate();
		try {
			try (Socket client = get(subject, path + "?gate=" + gate)) {
				subject.backend().control().await(gate + "-began", Waits.WANTED);
				before.accept(client);
			}
			return isTold(subject, gate);
		}
		finally {
			subject.backend().control().open(gate);
		}
	}

	/**
	 * Wait for the first byte, for some front ends watch a client only when its response
	 * has begun. Those that keep it back are not waited for long.
	 */
	private static void letBegin(Socket client) throws IOException {
		client.setSoTimeout((int) Waits.UNKNOWN.toMillis());
		try {
			client.getInputStream().read();
		}
		catch (SocketTimeoutException ex) {
			// The client is to leave without it
		}
	}

	private static String isTold(Subject subject, String gate) {
		String reason = subject.backend().control().await(gate + "-cancelled", subject.patience());
		return (reason.isEmpty()) ? "no" : "yes";
	}

	/**
	 * What a client does before it leaves.
	 */
	@FunctionalInterface
	private interface BeforeLeaving {

		void accept(Socket client) throws IOException;

	}

}
