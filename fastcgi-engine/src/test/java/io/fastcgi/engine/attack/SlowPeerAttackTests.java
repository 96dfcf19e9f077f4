package io.fastcgi.engine.attack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

import io.fastcgi.engine.connection.Timeouts;
import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attackers who take their time, to send or to receive.
 *
 * @author FastCGI Spring Boot maintainers
 */
class SlowPeerAttackTests extends AttackTestCase {

	private static final int MANY = 100;

	private static final int LARGE = 100_000_000;

	/**
	 * SEC-10: nothing, a byte of a header now and then, and the same in a netstring.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "\1\1\0\1\0\10\0\0", "99999:CONTENT_LENGTH" })
	void whoBeginsNoRequestIsDisconnected(String slowly) {
		attacked(NEVER_CALLED,
				(builder) -> builder.timeouts(Timeouts.defaults().withFirstRequest(Duration.ofMillis(500))));
		List<FastCgiTestConnection> slow = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			slow.add(connect());
		}
		drip(slow, slowly);
		for (FastCgiTestConnection connection : slow) {
			assertThat(connection.isClosedByPeer()).isTrue();
			connection.close();
		}
		assertThat(this.events.timeouts).hasSize(MANY).containsOnly(Deadline.FIRST_REQUEST);
	}

	/**
	 * Sends one byte after the other, until the first connection is closed.
	 */
	private static void drip(List<FastCgiTestConnection> connections, String bytes) {
		for (int i = 0; i < bytes.length(); i++) {
			byte next = (byte) bytes.charAt(i);
			if (connections.get(0).isClosedByPeer(Duration.ofMillis(40))) {
				return;
			}
			connections.forEach((connection) -> connection.writeBytes(next));
		}
	}

	/**
	 * SEC-10: bodies of which a part comes, and then nothing.
	 */
	@Test
	void requestsWhoseBodiesDoNotComeAreEnded() {
		attacked((exchange) -> InputGatherer.gather(exchange.stdin(), 1000),
				(builder) -> builder.timeouts(Timeouts.defaults().withInput(Duration.ofMillis(500))));
		try (FastCgiTestConnection connection = connect()) {
			for (int id = 1; id <= MANY; id++) {
				begin(connection, id).params(id, get("/").param("CONTENT_LENGTH", "100").params());
				connection.stdin(id, new byte[99]);
			}
			for (int id = 1; id <= MANY; id++) {
				assertThat(connection.readResponse(id).status()).isEqualTo(408);
			}
			expectHello(connection, 1);
		}
		assertThat(this.events.timeouts).hasSize(MANY).containsOnly(Deadline.INPUT);
	}

	/**
	 * SEC-10: the same over SCGI, each on a connection of its own.
	 */
	@Test
	void scgiRequestsWhoseBodiesDoNotComeAreEnded() {
		attacked((exchange) -> InputGatherer.gather(exchange.stdin(), 1000),
				(builder) -> builder.timeouts(Timeouts.defaults().withInput(Duration.ofMillis(500))));
		List<FastCgiTestConnection> slow = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			slow.add(
					connect().writeBytes("25:CONTENT_LENGTH\00010\0SCGI\0001\0,x".getBytes(StandardCharsets.US_ASCII)));
		}
		for (FastCgiTestConnection connection : slow) {
			assertThat(new String(connection.readBytes(), StandardCharsets.US_ASCII)).startsWith("Status: 408 ");
			connection.close();
		}
	}

	/**
	 * SEC-34: a front end that reads nothing before it has sent 100 MB, and a handler
	 * that sends back what it reads while it may. Memory stays small, because what nobody
	 * can take for now goes to a file.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whoWritesEverythingBeforeReadingIsServed(boolean scgi) throws Exception {
		attacked(Echo::start);
		long memoryBefore = Resources.directMemoryInUse();
		CountDownLatch allSent = new CountDownLatch(1);
		FastCgiTestClient client = (scgi) ? client().scgi() : client();
		TestRequest request = client.post("/").body(new Numbers(LARGE, allSent), LARGE);
		long checksum = request.sendAndStream((response) -> {
			assertThat(await(allSent)).isTrue();
			assertThat(Resources.directMemoryInUse() - memoryBefore).isLessThan(32_000_000);
			return checksum(response.body());
		});
		assertThat(checksum).isEqualTo(checksum(new Numbers(LARGE, allSent)));
		assertThat(this.events.bytesSpooled.get()).isGreaterThan(LARGE / 2);
	}

	/**
	 * SEC-35: nobody reads a response, and a request of the same connection still gets
	 * its input, until the connection is given up.
	 */
	@Test
	void whoReadsNoResponseIsStillReadFrom() throws Exception {
		BlockingQueue<byte[]> bodies = new LinkedBlockingQueue<>();
		attacked((exchange) -> {
			if (exchange.params().get("REQUEST_URI", "").equals("/large")) {
				exchange.write(ResponseHead.of(200, "OK"));
				exchange.write(Unpooled.wrappedBuffer(new byte[50_000_000]));
				exchange.end();
			}
			else {
				InputGatherer.gather(exchange.stdin(), 10_000_000).thenAccept(bodies::add);
			}
		}, (builder) -> builder.timeouts(Timeouts.defaults().withOutput(Duration.ofSeconds(1))));
		try (FastCgiTestConnection deaf = connect()) {
			deaf.send(1, get("/large"));
			begin(deaf, 3).params(3, get("/upload").param("CONTENT_LENGTH", "5000000").params());
			deaf.stdin(3, new byte[5_000_000]).endStdin(3);
			assertThat(bodies.poll(10, TimeUnit.SECONDS)).hasSize(5_000_000);
			eventually(() -> assertThat(this.events.timeouts).containsExactly(Deadline.OUTPUT));
			eventually(() -> assertThat(server().connections()).isOne());
		}
	}

	/**
	 * SEC-35: one byte now and then is not enough to keep a connection busy for ever, but
	 * a slow reader who does read is served.
	 */
	@Test
	void slowReaderIsServed() {
		attacked((exchange) -> {
			exchange.write(ResponseHead.of(200, "OK"));
			exchange.write(Unpooled.wrappedBuffer(new byte[20_000_000]));
			exchange.end();
		}, (builder) -> builder.timeouts(Timeouts.defaults().withOutput(Duration.ofSeconds(1))));
		try (FastCgiTestConnection connection = connect()) {
			connection.send(1, get("/large"));
			long received = 0;
			for (TestRecord record = connection.readRecord(); record
				.type() != TestRecord.END_REQUEST; record = connection.readRecord()) {
				received += record.content().length;
				if (received / 2_000_000 != (received - record.content().length) / 2_000_000) {
					assertThat(pause()).isFalse();
				}
			}
			assertThat(received).isGreaterThan(20_000_000);
		}
		assertThat(this.events.timeouts).isEmpty();
	}

	private static boolean pause() {
		try {
			return new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean await(CountDownLatch latch) throws IOException {
		try {
			return latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
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
	 * Reads only while it may write.
	 *
	 * @param exchange the exchange
	 */
	private record Echo(Exchange exchange) {

		static void start(Exchange exchange) {
			exchange.write(ResponseHead.of(200, "OK"));
			exchange.flush();
			Echo echo = new Echo(exchange);
			exchange.onWritable(echo::pump);
			exchange.stdin().onReadable(echo::pump);
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
		}

	}

	/**
	 * Bytes that depend on their position.
	 */
	private static final class Numbers extends InputStream {

		private final int length;

		private final CountDownLatch ended;

		private int position;

		Numbers(int length, CountDownLatch ended) {
			this.length = length;
			this.ended = ended;
		}

		@Override
		public int read() {
			throw new UnsupportedOperationException();
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			if (this.position == this.length) {
				this.ended.countDown();
				return -1;
			}
			int count = Math.min(length, this.length - this.position);
			for (int i = 0; i < count; i++) {
				int number = this.position + i;
				target[offset + i] = (byte) (number ^ number >> 8 ^ number >> 16 ^ number >> 24);
			}
			this.position += count;
			return count;
		}

	}

}
