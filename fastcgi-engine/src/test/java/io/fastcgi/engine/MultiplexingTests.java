package io.fastcgi.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeInput;
import io.fastcgi.engine.exchange.InputGatherer;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests that share a connection (FCGI-12, FCGI-62, SEC-34, SEC-35): whatever
 * one of them does or does not, the others go on.
 *
 * @author FastCGI Spring Boot maintainers
 */
class MultiplexingTests extends ServerTestCase {

	private static final int SMALL_WINDOW = 16 * 1024;

	private final BlockingQueue<Exchange> idle = new LinkedBlockingQueue<>();

	/**
	 * Temporary files of this process are gone as soon as nobody needs them.
	 */
	@AfterEach
	void noTemporaryFileIsOpen() {
		eventually(() -> assertThat(openSpoolFiles()).isEmpty());
	}

	private static List<String> openSpoolFiles() throws IOException {
		Path descriptors = Path.of("/proc/self/fd");
		if (!Files.isDirectory(descriptors)) {
			return List.of();
		}
		List<String> files = new ArrayList<>();
		try (Stream<Path> links = Files.list(descriptors)) {
			for (Path link : links.toList()) {
				if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).toString().contains(".spool")) {
					files.add(Files.readSymbolicLink(link).toString());
				}
			}
		}
		catch (java.nio.file.NoSuchFileException ex) {
			// It was closed meanwhile.
		}
		return files;
	}

	/**
	 * Serves {@code /echo} and {@code /hello}, and keeps everything else.
	 */
	private void handle(Exchange exchange) {
		switch (exchange.params().get("REQUEST_URI", "")) {
			case "/hello" -> hello(exchange);
			case "/echo" -> InputGatherer.gather(exchange.stdin(), 10_000_000).whenComplete((body, failure) -> {
				if (failure != null) {
					exchange.fail(failure);
					return;
				}
				exchange.write(ResponseHead.of(200, "OK"));
				exchange.write(Unpooled.wrappedBuffer(body));
				exchange.end();
			});
			default -> this.idle.add(exchange);
		}
	}

	private FastCgiTestConnection begin(FastCgiTestConnection connection, int id, String target, int length) {
		return connection.begin(id, TestRequest.RESPONDER, TestRequest.KEEP_CONN)
			.params(id, get(target).param("CONTENT_LENGTH", String.valueOf(length)).params());
	}

	private static byte[] body(int id, int length) {
		byte[] body = new byte[length];
		new Random(id).nextBytes(body);
		return body;
	}

	@Test
	void manyRequestsWithBodiesAreInterleaved() {
		int count = 256;
		start(this::handle, limits((limits) -> limits.inputWindow = SMALL_WINDOW));
		try (FastCgiTestConnection connection = connect()) {
			for (int round = 0; round < 2; round++) {
				int pieces = 10;
				for (int id = 1; id <= count; id++) {
					begin(connection, id, "/echo", pieces * (1000 + id));
				}
				for (int piece = 0; piece < pieces; piece++) {
					for (int id = 1; id <= count; id++) {
						int length = 1000 + id;
						connection.stdin(id,
								Arrays.copyOfRange(body(id, pieces * length), piece * length, (piece + 1) * length));
					}
				}
				for (int id = count; id >= 1; id--) {
					connection.endStdin(id);
				}
				for (int id = 1; id <= count; id++) {
					TestResponse response = connection.readResponse(id);
					assertThat(response.status()).isEqualTo(200);
					assertThat(response.body()).isEqualTo(body(id, pieces * (1000 + id)));
				}
			}
		}
		assertThat(this.events.refusals).isEmpty();
	}

	/**
	 * As soon as the connection is shared, the body of the first request is not left in
	 * the way of a second one that is still to come.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void handlerThatReadsSlowlyStallsNobody(boolean asked) throws Exception {
		ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
		start(this::handle);
		int length = 8_000_000;
		try (FastCgiTestConnection connection = connect()) {
			if (asked) {
				connection.getValues("FCGI_MPXS_CONNS");
			}
			else {
				begin(begin(connection, 1, "/later", 0), 2, "/later", 0);
				hello(this.idle.take());
				hello(this.idle.take());
				connection.readResponse(1);
				connection.readResponse(2);
				connection.endStdin(1).endStdin(2);
			}
			begin(connection, 3, "/slowly", length);
			SlowReader reader = new SlowReader(this.idle.take(), timer);
			connection.stdin(3, body(3, length)).endStdin(3);
			expectHello(connection, 4);
			assertThat(reader.read).hasValueLessThan(length / 2);
			reader.hurrying = true;
			assertThat(connection.readResponse(3).bodyAsString()).isEqualTo(String.valueOf(length));
		}
		finally {
			timer.shutdown();
		}
	}

	/**
	 * The body goes to a file, and is there in its order when somebody reads it at last.
	 */
	@Test
	void handlerThatDoesNotReadStallsNobody() throws Exception {
		start(this::handle, limits((limits) -> limits.inputWindow = SMALL_WINDOW));
		byte[] body = body(1, 5_000_000);
		try (FastCgiTestConnection connection = connect()) {
			begin(connection, 1, "/later", body.length);
			begin(connection, 2, "/echo", 300_000);
			connection.stdin(1, body).endStdin(1);
			connection.stdin(2, body(2, 300_000)).endStdin(2);
			assertThat(connection.readResponse(2).body()).isEqualTo(body(2, 300_000));
			expectHello(connection, 3);
			assertThat(this.events.bytesSpooled.get()).isGreaterThan(4_000_000);
			Exchange late = this.idle.poll(10, TimeUnit.SECONDS);
			assertThat(late).isNotNull();
			InputGatherer.gather(late.stdin(), body.length).thenAccept((read) -> {
				late.write(ResponseHead.of(200, "OK"));
				late.write(Unpooled.wrappedBuffer(read));
				late.end();
			});
			assertThat(connection.readResponse(1).body()).isEqualTo(body);
		}
	}

	@Test
	void bodyThatNobodyReadIsThrownAwayWithItsFile() throws Exception {
		start(this::handle, limits((limits) -> limits.inputWindow = SMALL_WINDOW));
		try (FastCgiTestConnection connection = connect()) {
			begin(connection, 1, "/never", 3_000_000);
			begin(connection, 2, "/echo", 10);
			connection.stdin(1, new byte[2_000_000]);
			connection.stdin(2, new byte[10]).endStdin(2).readResponse(2);
			assertThat(this.events.bytesSpooled.get()).isPositive();
			hello(this.idle.poll(10, TimeUnit.SECONDS));
			assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("hello");
			eventually(() -> assertThat(openSpoolFiles()).isEmpty());
			connection.stdin(1, new byte[1_000_000]).endStdin(1);
			expectHello(connection, 1);
		}
		assertThat(this.events.protocolErrors).isEmpty();
	}

	@Test
	void clientMayReadNothingBeforeItHasSentEverything() {
		int count = 100;
		start(this::handle, limits((limits) -> limits.inputWindow = SMALL_WINDOW));
		try (FastCgiTestConnection connection = connect()) {
			for (int id = 1; id <= count; id++) {
				begin(connection, id, "/echo", 200_000).stdin(id, body(id, 200_000)).endStdin(id);
			}
			for (int id = count; id >= 1; id--) {
				assertThat(connection.readResponse(id).body()).isEqualTo(body(id, 200_000));
			}
		}
	}

	/**
	 * The one thread waits for a body that comes after the bodies of all who wait for the
	 * thread.
	 */
	@Test
	void oneThreadIsEnough() {
		int count = 32;
		ExecutorService oneThread = Executors.newSingleThreadExecutor();
		try {
			startWith((builder) -> builder.limits(limits((limits) -> limits.inputWindow = SMALL_WINDOW))
				.blockingHandler(oneThread, (exchange) -> {
					byte[] body = exchange.stdin().readAllBytes();
					exchange.exchange().write(ResponseHead.of(200, "OK"));
					exchange.stdout().write(body);
				}));
			try (FastCgiTestConnection connection = connect()) {
				for (int id = 1; id <= count; id++) {
					begin(connection, id, "/", 200_000);
				}
				for (int id = count; id >= 1; id--) {
					connection.stdin(id, body(id, 200_000)).endStdin(id);
				}
				for (int id = 1; id <= count; id++) {
					assertThat(connection.readResponse(id).body()).isEqualTo(body(id, 200_000));
				}
			}
			assertThat(this.events.bytesSpooled.get()).isPositive();
		}
		finally {
			oneThread.shutdown();
		}
	}

	@Test
	void requestForWhoseBodyThereIsNoRoomIsRefused() {
		start(this::handle, limits((limits) -> {
			limits.inputWindow = SMALL_WINDOW;
			limits.maxSpooledInput = 256 * 1024;
		}));
		try (FastCgiTestConnection connection = connect()) {
			begin(connection, 1, "/never", 5_000_000);
			begin(connection, 2, "/echo", 300_000);
			connection.stdin(1, new byte[5_000_000]).endStdin(1);
			TestResponse refused = connection.readResponse(1);
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isNotNull();
			assertThat(refused.protocolStatus()).isEqualTo(TestResponse.REQUEST_COMPLETE);
			connection.stdin(2, body(2, 300_000)).endStdin(2);
			assertThat(connection.readResponse(2).body()).isEqualTo(body(2, 300_000));
			expectHello(connection, 1);
		}
		assertThat(this.events.refusals).containsExactly(Refusal.INPUT_UNREAD);
		assertThat(this.events.aborts).containsExactly(AbortReason.INPUT_OVERFLOW);
	}

	/**
	 * What all requests of all connections have in memory is bounded as well; beyond it
	 * there are files.
	 */
	@Test
	void memoryOfAllRequestsTogetherIsBounded() throws Exception {
		start(this::handle, limits((limits) -> limits.maxBufferedInput = 100_000));
		try (FastCgiTestConnection greedy = connect(); FastCgiTestConnection other = connect()) {
			begin(greedy, 1, "/never", 200_000);
			begin(greedy, 2, "/never", 200_000);
			greedy.stdin(1, new byte[150_000]).stdin(2, new byte[150_000]);
			eventually(() -> assertThat(this.events.bytesSpooled.get()).isGreaterThan(50_000));
			begin(other, 1, "/echo", 500_000).stdin(1, body(1, 500_000)).endStdin(1);
			assertThat(other.readResponse(1).body()).isEqualTo(body(1, 500_000));
			hello(this.idle.poll(10, TimeUnit.SECONDS));
			hello(this.idle.poll(10, TimeUnit.SECONDS));
			greedy.readResponse(1);
			greedy.readResponse(2);
		}
		assertThat(this.events.refusals).isEmpty();
	}

	/**
	 * Reads a little now and then, until it is told to hurry.
	 */
	private static final class SlowReader implements Runnable {

		private final Exchange exchange;

		private final ScheduledExecutorService timer;

		private final AtomicLong read = new AtomicLong();

		private volatile boolean hurrying;

		SlowReader(Exchange exchange, ScheduledExecutorService timer) {
			this.exchange = exchange;
			this.timer = timer;
			run();
		}

		@Override
		public void run() {
			ByteBuf piece = this.exchange.stdin().read();
			while (piece != null) {
				this.read.addAndGet(piece.readableBytes());
				piece.release();
				piece = (this.hurrying) ? this.exchange.stdin().read() : null;
			}
			if (this.exchange.stdin().state() == ExchangeInput.State.OPEN) {
				this.timer.schedule(this, 50, TimeUnit.MILLISECONDS);
			}
			else {
				this.exchange.respondText(this.read.toString());
			}
		}

	}

}
