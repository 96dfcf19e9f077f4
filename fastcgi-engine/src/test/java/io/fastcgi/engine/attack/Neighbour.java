package io.fastcgi.engine.attack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRecord;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import io.netty.buffer.ByteBuf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that goes on during an attack, on a connection of its own: it sends a piece
 * of its body, waits for the echo of it, and so on until the attack is over.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Neighbour {

	static final String TARGET = "/neighbour";

	private static final String HEAD = "Status: 200 OK\r\n\r\n";

	private static final Duration PACE = Duration.ofMillis(10);

	/**
	 * How long an echo may take on a machine that is busy with the attack.
	 */
	private static final Duration LONGEST_TURN = Duration.ofSeconds(5);

	private final FastCgiTestConnection connection;

	private final CountDownLatch attackIsOver = new CountDownLatch(1);

	private final CompletableFuture<Void> result = new CompletableFuture<>();

	private final Random random = new Random(1);

	private Neighbour(FastCgiTestConnection connection) {
		this.connection = connection;
	}

	static Neighbour start(FastCgiTestConnection connection, TestRequest request) {
		Neighbour neighbour = new Neighbour(connection);
		connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, request.params());
		neighbour.read(HEAD.length());
		Thread thread = new Thread(neighbour::run, "neighbour");
		thread.setDaemon(true);
		thread.start();
		return neighbour;
	}

	/**
	 * Serves a neighbour.
	 * @param exchange the exchange
	 */
	static void serve(Exchange exchange) {
		exchange.write(HEAD.getBytes(StandardCharsets.US_ASCII), 0, HEAD.length());
		exchange.flush();
		exchange.stdin().onReadable(() -> {
			for (ByteBuf bytes = exchange.stdin().read(); bytes != null; bytes = exchange.stdin().read()) {
				exchange.write(bytes);
			}
			switch (exchange.stdin().state()) {
				case OPEN -> exchange.flush();
				case COMPLETE -> exchange.end();
				case INCOMPLETE ->
					exchange.fail(new IllegalStateException("The body of the neighbour is not complete"));
			}
		});
	}

	private void run() {
		try {
			while (!this.attackIsOver.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
				turn();
			}
			finish();
			this.result.complete(null);
		}
		catch (Throwable ex) {
			this.result.completeExceptionally(ex);
		}
	}

	private void turn() {
		byte[] piece = new byte[1 + this.random.nextInt(2000)];
		this.random.nextBytes(piece);
		long start = System.nanoTime();
		this.connection.stdin(1, piece);
		assertThat(read(piece.length)).isEqualTo(piece);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).as("turn of the neighbour").isLessThan(LONGEST_TURN);
	}

	private byte[] read(int length) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		while (content.size() < length) {
			TestRecord record = this.connection.readRecord();
			assertThat(record).as("answer to the neighbour").isNotNull();
			assertThat(record.type()).as("type of %s", record).isEqualTo(TestRecord.STDOUT);
			content.writeBytes(record.content());
		}
		return content.toByteArray();
	}

	private void finish() {
		this.connection.endStdin(1);
		TestRecord end = this.connection.readRecord();
		assertThat(end).isEqualTo(TestRecord.of(TestRecord.STDOUT, 1));
		assertThat(this.connection.readRecord()).isEqualTo(TestRecord.endRequest(1, 0, TestResponse.REQUEST_COMPLETE));
	}

	/**
	 * Ends the request and looks whether all of it was served.
	 */
	void expectToFinish() {
		this.attackIsOver.countDown();
		assertThat(this.result).as("neighbour").succeedsWithin(Duration.ofSeconds(20));
		this.connection.close();
	}

}
