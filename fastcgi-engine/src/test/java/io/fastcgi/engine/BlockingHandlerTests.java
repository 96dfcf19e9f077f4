package io.fastcgi.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.fastcgi.engine.exchange.BlockingExchange;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestConnection;
import io.fastcgi.test.TestRequest;
import io.fastcgi.test.TestResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for handlers with streams.
 *
 * @author FastCGI Spring Boot maintainers
 */
class BlockingHandlerTests extends ServerTestCase {

	private static final String HEAD = "Content-Type: text/plain\r\n\r\n";

	private static void write(BlockingExchange exchange, String text) throws IOException {
		exchange.stdout().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * SEC-34, with a reader that takes its time.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void streamsLargeBodiesBothWays(boolean scgi) {
		startBlocking((exchange) -> {
			assertThat(Thread.currentThread().getName()).doesNotContain("fastcgi-io");
			write(exchange, HEAD);
			exchange.stdin().transferTo(exchange.stdout());
		});
		byte[] body = new byte[12_000_000];
		new Random(2).nextBytes(body);
		TestRequest request = ((scgi) ? client().scgi() : client()).post("/").body(body);
		byte[] echoed = request.sendAndStream((response) -> {
			byte[] start = response.body().readNBytes(10);
			eventually(() -> assertThat(this.events.bytesSent.get()).isGreaterThan(100_000));
			assertThat(this.events.bytesSent.get()).isLessThan(body.length);
			byte[] rest = response.body().readAllBytes();
			byte[] all = Arrays.copyOf(start, body.length);
			System.arraycopy(rest, 0, all, 10, rest.length);
			return all;
		});
		assertThat(Arrays.equals(echoed, body)).isTrue();
	}

	/**
	 * FCGI-38, FCGI-46: error output need not be flushed, and many small messages before
	 * the head do not block.
	 */
	@Test
	void errorOutputArrives() {
		startBlocking((exchange) -> {
			PrintStream log = new PrintStream(exchange.stderr());
			for (int i = 0; i < 167; i++) {
				log.println("x".repeat(1000));
				log.flush();
			}
			write(exchange, HEAD);
			log.print("last");
		});
		TestResponse response = get("/").send();
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.stderr()).hasSize(167 * 1001 + 4);
		assertThat(response.stderrAsString()).endsWith("\nlast");
	}

	@Test
	void readsSingleBytesAndPieces() {
		startBlocking((exchange) -> {
			InputStream in = exchange.stdin();
			StringBuilder text = new StringBuilder();
			text.append((char) in.read()).append(in.available());
			byte[] three = new byte[5];
			text.append(in.read(three, 1, 0)).append(in.readNBytes(three, 1, 3));
			text.append(new String(three, 1, 3, StandardCharsets.US_ASCII));
			text.append(new String(exchange.stdin().readAllBytes(), StandardCharsets.US_ASCII));
			text.append(in.read()).append(in.read(three));
			write(exchange, HEAD);
			for (byte value : text.toString().getBytes(StandardCharsets.US_ASCII)) {
				exchange.stdout().write(value);
			}
		});
		assertThat(get("/").body("hello, world").send().bodyAsString()).isEqualTo("h1103ello, world-1-1");
		assertThat(client().chunked(1).get("/").body("abcdef").send().bodyAsString()).endsWith("3bcdef-1-1");
	}

	/**
	 * Whatever is left of the body, nothing leaks.
	 */
	@Test
	void bodyNeedNotBeReadToItsEnd() {
		startBlocking((exchange) -> {
			exchange.stdin().read();
			write(exchange, HEAD + "done");
		});
		try (FastCgiTestConnection connection = connect()) {
			for (int i = 0; i < 20; i++) {
				assertThat(connection.send(1, get("/").body(new byte[5000])).readResponse(1).bodyAsString())
					.isEqualTo("done");
			}
		}
	}

	@Test
	void exceptionIsNotShownToTheClient() {
		startBlocking((exchange) -> {
			write(exchange, HEAD + "secret");
			throw new IOException("database password is 1234");
		});
		TestResponse response = get("/").send();
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.toString()).doesNotContain("1234", "secret");
		assertThat(this.events.failures).singleElement().isInstanceOf(IOException.class);
	}

	/**
	 * PT-32.
	 */
	@Test
	void exceptionAfterTheResponseBeganBreaksItOff() {
		startBlocking((exchange) -> {
			write(exchange, HEAD + "part");
			exchange.stdout().flush();
			throw new IllegalStateException("failed");
		});
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> get("/").send())
			.withMessageContaining("Connection reset");
		assertThat(this.events.failures).singleElement().isInstanceOf(IllegalStateException.class);
	}

	@Test
	void handlerThatWritesNothingFails() {
		startBlocking((exchange) -> {
		});
		assertThat(get("/").send().status()).isEqualTo(500);
		assertThat(this.events.failures).singleElement().asString().contains("without a complete response head");
	}

	/**
	 * Twice 32 KiB without an empty line: the writer must not wait for ever.
	 */
	@Test
	void endlessHeadFails() {
		startBlocking((exchange) -> {
			while (true) {
				exchange.stdout().write(new byte[32 * 1024]);
			}
		});
		assertThat(get("/").send().status()).isEqualTo(500);
	}

	@Test
	void writeAfterTheEndThrows() {
		CompletableFuture<Void> checked = new CompletableFuture<>();
		startBlocking((exchange) -> {
			hello(exchange.exchange());
			OutputStream out = exchange.stdout();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> out.write(1));
			exchange.stderr().write(1);
			checked.complete(null);
		});
		assertThat(get("/").send().bodyAsString()).isEqualTo("hello");
		assertThat(checked).succeedsWithin(PATIENCE);
		assertThat(this.events.failures).isEmpty();
	}

	@Test
	void interruptEndsTheWait() throws Exception {
		CompletableFuture<Thread> waiting = new CompletableFuture<>();
		startBlocking((exchange) -> {
			waiting.complete(Thread.currentThread());
			exchange.stdin().read();
		});
		try (FastCgiTestConnection connection = connect()) {
			connection.begin(1, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(1, get("/").params());
			waiting.get().interrupt();
			assertThat(connection.readResponse(1).status()).isEqualTo(500);
		}
		assertThat(this.events.failures).singleElement().isInstanceOf(InterruptedIOException.class);
	}

	@Test
	void closedStreamsAreClosed() {
		startBlocking((exchange) -> {
			InputStream in = exchange.stdin();
			in.close();
			assertThatExceptionOfType(IOException.class).isThrownBy(in::read);
			exchange.exchange().write(ResponseHead.of(204, "No Content"));
			exchange.stdout().close();
		});
		assertThat(get("/").body("x").send().status()).isEqualTo(204);
	}

	/**
	 * Many at once on one connection, each waiting for its own body.
	 */
	@Test
	void handlersThatWaitDoNotHinderEachOther() throws Exception {
		CountDownLatch started = new CountDownLatch(20);
		startBlocking((exchange) -> {
			started.countDown();
			byte[] body = exchange.stdin().readAllBytes();
			write(exchange, HEAD);
			exchange.stdout().write(body);
		});
		try (FastCgiTestConnection connection = connect()) {
			for (int id = 1; id <= 20; id++) {
				connection.begin(id, TestRequest.RESPONDER, TestRequest.KEEP_CONN).params(id, get("/").params());
			}
			started.await();
			for (int id = 20; id >= 1; id--) {
				connection.stdin(id, new byte[id * 100]).endStdin(id);
			}
			for (int id = 1; id <= 20; id++) {
				assertThat(connection.readResponse(id).body()).hasSize(id * 100);
			}
		}
	}

}
