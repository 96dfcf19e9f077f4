package io.fastcgi.demo.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.exchange.BlockingExchange;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.frontend.FrontEndProcess;
import io.fastcgi.frontend.HttpTester;
import io.fastcgi.frontend.Nginx;
import io.fastcgi.frontend.Recipe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What nginx makes of status 101: a tunnel over SCGI, and none over FastCGI.
 *
 * @author FastCGI Spring Boot maintainers
 */
class NginxUpgradeIT {

	private static final String UPGRADE = "GET /echo HTTP/1.1\r\nHost: localhost\r\n"
			+ "Connection: Upgrade\r\nUpgrade: echo\r\n\r\n";

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final BlockingQueue<String> finished = new LinkedBlockingQueue<>();

	private FastCgiServer server;

	@BeforeEach
	void startServer() {
		this.server = FastCgiServer.builder().listen(0).blockingHandler(this.executor, this::handle).start();
	}

	@AfterEach
	void stopServer() {
		this.server.close();
		this.executor.shutdown();
	}

	private void handle(BlockingExchange exchange) throws IOException {
		if (!exchange.exchange().isUpgradeRequested()) {
			exchange.exchange()
				.respond(ResponseHead.of(426, "Upgrade Required").header("Upgrade", "echo"), new byte[0]);
			return;
		}
		exchange.exchange()
			.write(ResponseHead.of(101, "Switching Protocols")
				.header("Connection", "Upgrade")
				.header("Upgrade", exchange.params().get("HTTP_UPGRADE", "")));
		byte[] buffer = new byte[8192];
		InputStream in = exchange.stdin();
		for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
			if (new String(buffer, 0, read, StandardCharsets.US_ASCII).equals("quit")) {
				break;
			}
			exchange.stdout().write(buffer, 0, read);
		}
		this.finished.add("finished");
	}

	private FrontEndProcess start(Recipe recipe) throws IOException {
		return Nginx.start(recipe, this.server.port());
	}

	private FrontEndProcess start() throws IOException {
		return start(Recipe.read("nginx/upgrade-scgi.conf"));
	}

	private static Socket connect(URI uri) throws IOException {
		Socket socket = new Socket(uri.getHost(), uri.getPort());
		socket.setSoTimeout(20_000);
		return socket;
	}

	private static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static String read(Socket socket, int length) throws IOException {
		return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
	}

	private static String readHead(Socket socket) throws IOException {
		StringBuilder head = new StringBuilder();
		while (!head.toString().endsWith("\r\n\r\n")) {
			head.append(read(socket, 1));
		}
		return head.toString();
	}

	private static void upgrade(Socket socket) throws IOException {
		write(socket, UPGRADE);
		assertThat(readHead(socket)).startsWith("HTTP/1.1 101 ")
			.containsIgnoringCase("\r\nUpgrade: echo\r\n")
			.containsIgnoringCase("\r\nConnection: upgrade\r\n")
			.doesNotContain("Transfer-Encoding");
	}

	private void assertHandlerFinished() throws InterruptedException {
		assertThat(this.finished.poll(20, TimeUnit.SECONDS)).isEqualTo("finished");
	}

	@Test
	void carriesBytesBothWaysUntilTheClientIsGone() throws Exception {
		try (FrontEndProcess nginx = start(); Socket client = connect(nginx.uri())) {
			upgrade(client);
			for (int i = 0; i < 3; i++) {
				write(client, "ping " + i);
				assertThat(read(client, 6)).isEqualTo("ping " + i);
			}
			assertThat(this.finished).isEmpty();
			client.close();
			assertHandlerFinished();
		}
	}

	/**
	 * The client does not wait for the answer.
	 */
	@Test
	void carriesWhatCameWithTheRequest() throws Exception {
		try (FrontEndProcess nginx = start(); Socket client = connect(nginx.uri())) {
			write(client, UPGRADE + "early");
			assertThat(readHead(client)).startsWith("HTTP/1.1 101 ");
			assertThat(read(client, 5)).isEqualTo("early");
			write(client, "later");
			assertThat(read(client, 5)).isEqualTo("later");
		}
	}

	@Test
	void carriesALotBothWays() throws Exception {
		byte[] bytes = new byte[20_000_000];
		new Random(1).nextBytes(bytes);
		try (FrontEndProcess nginx = start(); Socket client = connect(nginx.uri())) {
			upgrade(client);
			CompletableFuture<Void> written = CompletableFuture.runAsync(() -> {
				try {
					client.getOutputStream().write(bytes);
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			}, this.executor);
			assertThat(client.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
			assertThat(written).succeedsWithin(20, TimeUnit.SECONDS);
		}
		assertHandlerFinished();
	}

	@Test
	void endsWithTheHandler() throws Exception {
		try (FrontEndProcess nginx = start(); Socket client = connect(nginx.uri())) {
			upgrade(client);
			write(client, "quit");
			assertHandlerFinished();
			assertThat(client.getInputStream().read()).isNegative();
		}
	}

	@Test
	void endsWithTheServer() throws Exception {
		try (FrontEndProcess nginx = start(); Socket client = connect(nginx.uri())) {
			upgrade(client);
			CompletableFuture<Void> stopped = this.server.shutdown(Duration.ofMinutes(10)).toCompletableFuture();
			assertHandlerFinished();
			assertThat(client.getInputStream().read()).isNegative();
			assertThat(stopped).succeedsWithin(20, TimeUnit.SECONDS);
		}
	}

	@Test
	void nginxEndsItWhenItIsSilentForLonger() throws Exception {
		Recipe recipe = Recipe.read("nginx/upgrade-scgi.conf").with("scgi_read_timeout 10m", "scgi_read_timeout 1s");
		try (FrontEndProcess nginx = start(recipe); Socket client = connect(nginx.uri())) {
			upgrade(client);
			assertThat(client.getInputStream().read()).isNegative();
			assertHandlerFinished();
		}
	}

	@Test
	void otherRequestsAreAnsweredAsEver() throws Exception {
		try (FrontEndProcess nginx = start()) {
			assertThat(new HttpTester(nginx.uri()).get("/echo").statusCode()).isEqualTo(426);
		}
	}

	/**
	 * nginx has ended FCGI_STDIN by then, and sends nothing more.
	 */
	@Test
	void fastCgiHasNone() throws Exception {
		try (FrontEndProcess nginx = start(Recipe.read("nginx/guestbook-fastcgi.conf"));
				Socket client = connect(nginx.uri())) {
			write(client, UPGRADE + "ping");
			assertThat(readHead(client)).containsPattern("^HTTP/1.1 (500|101) ");
			client.shutdownOutput();
			assertThat(client.getInputStream().readAllBytes()).asString().doesNotContain("ping");
		}
	}

}
