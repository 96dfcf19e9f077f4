package io.fastcgi.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.BlockingExchange;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for responses that are shown while they arrive.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Timeout(60)
class StreamingTests {

	private static final byte[] PIECE = new byte[100_003];

	private static final int PIECES = 1000;

	private final CountDownLatch seen = new CountDownLatch(1);

	@ParameterizedTest
	@ValueSource(strings = { "fcgi://", "scgi://" })
	void showsAnEventAtOnce(String scheme) throws Exception {
		try (Server server = Server.start(this::twoEvents);
				PipedOutputStream out = new PipedOutputStream();
				PipedInputStream in = new PipedInputStream(out)) {
			CompletableFuture<Integer> exitCode = CompletableFuture
				.supplyAsync(() -> Cli.run(InputStream.nullInputStream(), out, OutputStream.nullOutputStream(),
						scheme + server.at("/events")));
			assertThat(in.readNBytes(13)).asString().isEqualTo("data: first\n\n");
			this.seen.countDown();
			assertThat(in.readNBytes(14)).asString().isEqualTo("data: second\n\n");
			assertThat(exitCode.get(30, TimeUnit.SECONDS)).isZero();
		}
	}

	private void twoEvents(BlockingExchange exchange) throws Exception {
		Server.print(exchange, "Content-Type: text/event-stream\r\n\r\ndata: first\n\n");
		exchange.stdout().flush();
		if (this.seen.await(30, TimeUnit.SECONDS)) {
			Server.print(exchange, "data: second\n\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "fcgi://", "scgi://" })
	void countsEachByteOfALargeResponse(String scheme) {
		try (Server server = Server.start(StreamingTests::large)) {
			CountingStream out = new CountingStream();
			ByteArrayOutputStream err = new ByteArrayOutputStream();
			int exitCode = Cli.run(InputStream.nullInputStream(), out, err, scheme + server.at("/"));
			assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
			assertThat(exitCode).isZero();
			assertThat(out.count).isEqualTo((long) PIECE.length * PIECES);
		}
	}

	private static void large(BlockingExchange exchange) throws IOException {
		Server.print(exchange, "Content-Type: application/octet-stream\r\n\r\n");
		for (int i = 0; i < PIECES; i++) {
			exchange.stdout().write(PIECE);
		}
	}

	/**
	 * Counts.
	 */
	private static final class CountingStream extends OutputStream {

		private long count;

		@Override
		public void write(int b) {
			this.count++;
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			this.count += length;
		}

	}

}
