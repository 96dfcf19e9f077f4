package io.fastcgi.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.StreamedResponse;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for large bodies through the exchange, without a thread that waits.
 *
 * @author FastCGI Spring Boot maintainers
 */
class StreamingTests extends ServerTestCase {

	private static final int LENGTH = 24_000_000;

	/**
	 * SEC-34: the handler reads only while it may write, so what is between the two is
	 * bounded though the client does not read for a while.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void echoHoldsNoMoreThanItsWindowForASlowReader(boolean scgi) throws Exception {
		PendingBytes pending = new PendingBytes();
		CountDownLatch full = new CountDownLatch(1);
		startWith((builder) -> builder.handler((exchange) -> new Echo(exchange, full).start()).events(pending));
		FastCgiTestClient client = (scgi) ? client().scgi() : client();
		TestRequest request = client.post("/").body(new RandomStream(LENGTH), LENGTH);
		long checksum = request.sendAndStream((response) -> {
			try {
				assertThat(full.await(10, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			assertThat(pending.received.get()).isLessThan(LENGTH);
			return checksum(response.body());
		});
		assertThat(checksum).isEqualTo(checksum(new RandomStream(LENGTH)));
		assertThat(pending.most.get()).isLessThan(600_000);
	}

	/**
	 * Reading is the demand.
	 */
	@Test
	void frontEndIsNotReadFromWithoutDemand() {
		CompletableFuture<Exchange> started = new CompletableFuture<>();
		start(started::complete);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/").body(new RandomStream(LENGTH), LENGTH));
			Exchange exchange = started.join();
			eventually(() -> assertThat(this.events.bytesReceived.get()).isGreaterThan(256 * 1024));
			long received = this.events.bytesReceived.get();
			assertThat(received).isLessThan(256 * 1024 + 200_000);
			AtomicInteger read = new AtomicInteger();
			exchange.stdin().onReadable(() -> {
				for (ByteBuf bytes = exchange.stdin().read(); bytes != null; bytes = exchange.stdin().read()) {
					read.addAndGet(bytes.readableBytes());
					bytes.release();
				}
				switch (exchange.stdin().state()) {
					case OPEN -> {
					}
					case COMPLETE -> exchange.respondText(String.valueOf(read.get()));
					case INCOMPLETE -> exchange.fail(new IOException("incomplete"));
				}
			});
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo(String.valueOf(LENGTH));
		}
	}

	/**
	 * A callback that is set after the connection took more must not be forgotten.
	 */
	@Test
	void writerThatListensLateIsToldAtOnce() throws Exception {
		CompletableFuture<Exchange> started = new CompletableFuture<>();
		start(started::complete);
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/"));
			Exchange exchange = started.join();
			exchange.write(ResponseHead.of(200, "OK"));
			while (exchange.isWritable()) {
				exchange.write(new byte[50_000], 0, 50_000);
				exchange.flush();
			}
			TestRecord record = connection.readRecord();
			assertThat(record).isNotNull();
			CountDownLatch drained = new CountDownLatch(1);
			executor().execute(() -> {
				while (drained.getCount() > 0) {
					TestRecord next = connection.readRecord();
					if (next != null && next.type() == TestRecord.END_REQUEST) {
						drained.countDown();
					}
				}
			});
			eventually(() -> assertThat(this.events.bytesSent.get()).isPositive());
			CountDownLatch writable = new CountDownLatch(1);
			exchange.onWritable(writable::countDown);
			assertThat(writable.await(10, TimeUnit.SECONDS)).isTrue();
			exchange.end();
			assertThat(drained.await(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void exceptionOfTheWriterEndsItsRequest() {
		start((exchange) -> {
			AtomicBoolean first = new AtomicBoolean(true);
			exchange.onWritable(() -> {
				if (first.getAndSet(false)) {
					throw new IllegalStateException("onWritable");
				}
			});
			exchange.write(ResponseHead.of(200, "OK"));
			while (exchange.isWritable()) {
				exchange.write(Unpooled.wrappedBuffer(new byte[100_000]));
			}
		});
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> get("/").send())
			.withMessageContaining("Connection reset");
		assertThat(this.events.failures).singleElement().asString().contains("onWritable");
	}

	/**
	 * PT-43.
	 */
	@Test
	void largeResponseOfOneBufferArrives() throws Exception {
		byte[] body = new byte[10_000_000];
		new Random(9).nextBytes(body);
		start((exchange) -> {
			exchange.write(ResponseHead.of(200, "OK"));
			exchange.write(Unpooled.wrappedBuffer(body));
			exchange.end();
		});
		assertThat(get("/").send().body()).isEqualTo(body);
		assertThat(client().scgi().get("/").send().body()).isEqualTo(body);
		byte[] start = get("/").sendAndStream((StreamedResponse response) -> response.body().readNBytes(100));
		assertThat(start).isEqualTo(Arrays.copyOf(body, 100));
		eventually(() -> assertThat(server().connections()).isZero());
	}

	private static long checksum(InputStream stream) throws IOException {
		CRC32 checksum = new CRC32();
		byte[] buffer = new byte[65536];
		for (int length = stream.read(buffer); length != -1; length = stream.read(buffer)) {
			checksum.update(buffer, 0, length);
		}
		return checksum.getValue();
	}

	/**
	 * Writes what it reads, and reads no more than it may write.
	 */
	private static final class Echo {

		private final Exchange exchange;

		private final CountDownLatch full;

		Echo(Exchange exchange, CountDownLatch full) {
			this.exchange = exchange;
			this.full = full;
		}

		void start() {
			this.exchange.write(ResponseHead.of(200, "OK").header("Content-Type", "application/octet-stream"));
			this.exchange.flush();
			this.exchange.onWritable(this::pump);
			this.exchange.stdin().onReadable(this::pump);
		}

		private void pump() {
			while (this.exchange.isWritable()) {
				ByteBuf bytes = this.exchange.stdin().read();
				if (bytes == null) {
					switch (this.exchange.stdin().state()) {
						case OPEN -> this.exchange.flush();
						case COMPLETE -> this.exchange.end();
						case INCOMPLETE -> this.exchange.fail(new IOException("incomplete"));
					}
					return;
				}
				this.exchange.write(bytes);
			}
			this.full.countDown();
		}

	}

	/**
	 * How much of an echo is inside the engine.
	 */
	private static final class PendingBytes implements ServerEventListener {

		final AtomicLong received = new AtomicLong();

		final AtomicLong most = new AtomicLong();

		private final AtomicLong sent = new AtomicLong();

		@Override
		public void bytesReceived(int count) {
			long pending = this.received.addAndGet(count) - this.sent.get();
			this.most.accumulateAndGet(pending, Math::max);
		}

		@Override
		public void bytesSent(int count) {
			this.sent.addAndGet(count);
		}

	}

	/**
	 * Always the same random bytes.
	 */
	private static final class RandomStream extends InputStream {

		private final Random random = new Random(11);

		private int remaining;

		RandomStream(int length) {
			this.remaining = length;
		}

		@Override
		public int read() {
			throw new UnsupportedOperationException();
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			if (this.remaining == 0) {
				return -1;
			}
			// Whatever pieces are asked for, each of them takes whole random words.
			int count = Math.min(Math.max(8, length & ~7), this.remaining);
			byte[] bytes = new byte[count];
			this.random.nextBytes(bytes);
			System.arraycopy(bytes, 0, target, offset, count);
			this.remaining -= count;
			return count;
		}

	}

}
