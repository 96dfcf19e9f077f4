package io.fastcgi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.BlockingExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests that are aborted, and for those that take too long.
 *
 * @author FastCGI Spring Boot maintainers
 */
@Timeout(60)
class ImpatienceTests {

	private final CompletableFuture<AbortReason> aborted = new CompletableFuture<>();

	@AfterEach
	void leavesTheThreadInOrder() {
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void abortsARequest() throws Exception {
		try (Server server = Server.start(this::waitForAbort)) {
			Cli run = Cli.run("-v", "--abort-after", "100ms", server.at("/"));
			assertThat(run.err()).doesNotContain("fastcgi: ");
			assertThat(run.exitCode()).isZero();
			assertThat(server.aborted()).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(AbortReason.ABORT_REQUEST);
			assertThat(run.errLines()).contains("* sent ABORT_REQUEST id=1 length=0")
				.anyMatch((line) -> line.startsWith("* received END_REQUEST"));
		}
	}

	private void waitForAbort(BlockingExchange exchange) {
		exchange.exchange().onAbort(this.aborted::complete);
		this.aborted.join();
	}

	@Test
	void doesNotAbortWhatHasEnded() {
		try (Server server = Server.start(Server::echo)) {
			Cli run = Cli.run("-v", "--repeat", "3", "--abort-after", "1m", server.at("/"));
			assertThat(run.exitCode()).isZero();
			assertThat(run.err()).doesNotContain("ABORT_REQUEST");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "fcgi://", "scgi://" })
	void doesNotWaitForASilentServer(String scheme) {
		try (Server server = Server.start(this::waitForAbort)) {
			Cli run = Cli.run("--max-time", "0.2", scheme + server.at("/"));
			assertThat(run.exitCode()).isEqualTo(28);
			assertThat(run.err()).contains("--max-time");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "fcgi://", "scgi://" })
	void doesNotListenToAnEndlessServer(String scheme) {
		try (Server server = Server.start(ImpatienceTests::talkForEver)) {
			SlowOutput out = new SlowOutput();
			assertThat(Cli.run(InputStream.nullInputStream(), out, OutputStream.nullOutputStream(), "-m", "200ms",
					scheme + server.at("/")))
				.isEqualTo(28);
			assertThat(out.late).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "fcgi://", "scgi://" })
	void abortsAnEndlessServer(String scheme) throws Exception {
		try (Server server = Server.start(ImpatienceTests::talkForEver)) {
			assertThat(Cli.run(InputStream.nullInputStream(), OutputStream.nullOutputStream(),
					OutputStream.nullOutputStream(), "--abort-after", "500ms", scheme + server.at("/")))
				.isZero();
			assertThat(server.aborted()).succeedsWithin(30, TimeUnit.SECONDS);
		}
	}

	private static void talkForEver(BlockingExchange exchange) throws IOException {
		Server.print(exchange, "Content-Type: text/plain\r\n\r\n");
		byte[] bytes = new byte[50_000];
		while (!exchange.exchange().isEnded()) {
			exchange.stdout().write(bytes);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--connect-timeout", "--max-time" })
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Others refuse what does not fit the backlog")
	void doesNotWaitForAServerThatDoesNotAccept(String option) throws IOException {
		List<Socket> waiting = new ArrayList<>();
		try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			for (int i = 0; i < 2; i++) {
				waiting.add(new Socket(busy.getInetAddress(), busy.getLocalPort()));
			}
			assertThat(Cli.run(option, "300ms", "127.0.0.1:" + busy.getLocalPort()).exitCode()).isEqualTo(28);
			assertThat(Cli.run("--scgi", option, "300ms", "127.0.0.1:" + busy.getLocalPort()).exitCode()).isEqualTo(28);
		}
		finally {
			for (Socket socket : waiting) {
				socket.close();
			}
		}
	}

	/**
	 * Is busy until it is too late, so that there is always more to read by then.
	 */
	private static final class SlowOutput extends OutputStream {

		private boolean begun;

		private int late;

		@Override
		public void write(int b) {
			while (!this.begun && !Thread.currentThread().isInterrupted()) {
				Thread.onSpinWait();
			}
			this.late += this.begun ? 1 : 0;
			this.begun = true;
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			write(0);
		}

	}

}
