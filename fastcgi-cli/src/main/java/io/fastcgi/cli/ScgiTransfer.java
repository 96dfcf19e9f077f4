package io.fastcgi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.fastcgi.test.StreamedResponse;
import io.fastcgi.test.TestRequest;
import org.jspecify.annotations.Nullable;

/**
 * SCGI requests, each on a connection of its own.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ScgiTransfer implements Transfer {

	private final Failures failures;

	private final @Nullable Duration abortAfter;

	ScgiTransfer(Failures failures, @Nullable Duration abortAfter) {
		this.failures = failures;
		this.abortAfter = abortAfter;
	}

	@Override
	public void perform(TestRequest request, ResponseSink sink) {
		AtomicBoolean connected = new AtomicBoolean();
		try (Alarm abort = Alarm.interrupting(this.abortAfter)) {
			try {
				request.sendAndStream((response) -> {
					connected.set(true);
					return handOver(response, sink);
				});
			}
			catch (UncheckedIOException ex) {
				if (abort.hasRung()) {
					Thread.interrupted();
					return;
				}
				throw connected.get() ? ex : this.failures.connecting(ex);
			}
		}
		sink.finish("The server closed the connection without a response. Does it speak SCGI (for FastCGI: without "
				+ "--scgi), and does it accept this address? Look into its log.");
	}

	private static boolean handOver(StreamedResponse response, ResponseSink sink) throws IOException {
		InputStream stdout = response.stdout();
		byte[] buffer = new byte[1 << 15];
		int length = stdout.read(buffer);
		while (length != -1) {
			Alarm.heed();
			sink.accept(buffer, 0, length);
			length = stdout.read(buffer);
		}
		return !sink.isEmpty();
	}

	@Override
	public void close() {
		// Each connection was closed after its request
	}

}
