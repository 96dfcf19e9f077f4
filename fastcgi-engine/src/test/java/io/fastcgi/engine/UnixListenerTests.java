package io.fastcgi.engine;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.fastcgi.engine.FastCgiBindException.Reason;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.transport.Transport;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for listeners on Unix-domain sockets.
 *
 * @author FastCGI Spring Boot maintainers
 */
class UnixListenerTests extends ServerTestCase {

	@TempDir
	private Path directory;

	private Path path() {
		return this.directory.resolve("app.sock");
	}

	private static Endpoint.Unix endpoint(Path path) {
		return (Endpoint.Unix) ListenerSpec.unix(path).endpoint();
	}

	private FastCgiServer startAt(Path path) {
		return startAt(endpoint(path));
	}

	private FastCgiServer startAt(Endpoint.Unix endpoint) {
		return startWith((builder) -> builder.listen(ListenerSpec.of(endpoint)).handler(ServerTestCase::hello));
	}

	private static FastCgiTestClient clientOf(Path path) {
		return FastCgiTestClient.to(UnixDomainSocketAddress.of(path)).withTimeout(PATIENCE);
	}

	private void expectAnswers(Path path) {
		assertThat(clientOf(path).get("/").send().bodyAsString()).isEqualTo("hello");
		assertThat(clientOf(path).scgi().get("/").send().bodyAsString()).isEqualTo("hello");
		try (FastCgiTestConnection connection = clientOf(path).connect()) {
			for (int i = 0; i < 2; i++) {
				connection.send(1, clientOf(path).get("/"));
				assertThat(connection.readResponse(1).bodyAsString()).isEqualTo("hello");
			}
		}
	}

	private void expectFailure(Endpoint.Unix endpoint, Reason reason, String message) {
		assertThatExceptionOfType(FastCgiBindException.class).isThrownBy(() -> startAt(endpoint)).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo(reason);
			assertThat(ex.endpoint()).isEqualTo(endpoint);
			assertThat(ex).hasMessageStartingWith("Cannot listen on " + endpoint.path()).hasMessageContaining(message);
		});
	}

	private Stream<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).toList().stream();
		}
	}

	/**
	 * FCGI-6.
	 */
	@Test
	void bothProtocolsAreSpoken() throws Exception {
		FastCgiServer server = startAt(path());
		expectAnswers(path());
		assertThat(server.listeners()).hasSize(2).last().satisfies((listener) -> {
			assertThat(listener.address()).isEqualTo(UnixDomainSocketAddress.of(path()));
			assertThat(listener.accepting()).isTrue();
		});
		assertThat(files()).containsExactly("app.sock");
	}

	@Test
	void largeBodiesPassBothWays() {
		startWith((builder) -> builder.listen(ListenerSpec.unix(path())).blockingHandler(executor(), (exchange) -> {
			exchange.stdout().write("Content-Type: text/plain\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			exchange.stdin().transferTo(exchange.stdout());
		}));
		byte[] body = new byte[3_000_000];
		assertThat(clientOf(path()).post("/").body(body).send().body()).isEqualTo(body);
	}

	/**
	 * A socket that is closed with unread input takes the response along.
	 */
	@Test
	void connectionIsClosedWithLinger() {
		startAt(path());
		for (int i = 0; i < 20; i++) {
			assertThat(clientOf(path()).post("/").body(new byte[1_000_000]).send().bodyAsString()).isEqualTo("hello");
		}
	}

	/**
	 * SCGI-16. Netty's channels for Unix-domain sockets of the JDK are closed with either
	 * side.
	 */
	@Test
	void clientMayCloseItsSideAfterTheRequest() throws Exception {
		assumeThat(this.transport).isNotEqualTo(Transport.NIO);
		BlockingQueue<Exchange> waiting = new LinkedBlockingQueue<>();
		startWith((builder) -> builder.listen(ListenerSpec.unix(path())).ioThreads(1).handler((exchange) -> {
			if ("/wait".equals(exchange.params().get("REQUEST_URI"))) {
				waiting.add(exchange);
			}
			else {
				hello(exchange);
			}
		}));
		try (FastCgiTestConnection connection = clientOf(path()).scgi().connect()) {
			connection
				.writeBytes(
						"42:CONTENT_LENGTH\0000\0SCGI\0001\0REQUEST_URI\0/wait\0,".getBytes(StandardCharsets.US_ASCII))
				.shutdownOutput();
			Exchange exchange = waiting.poll(10, TimeUnit.SECONDS);
			assertThat(exchange).isNotNull();
			// When the only event loop has served others, it has seen the end as well
			expectAnswers(path());
			hello(exchange);
			assertThat(new String(connection.readBytes(), StandardCharsets.US_ASCII)).endsWith("\r\n\r\nhello");
		}
		assertThat(this.events.aborts).isEmpty();
	}

	@Test
	void frontEndIsCalledByThePathOfTheSocket() {
		startWith((builder) -> builder.listen(ListenerSpec.unix(path()))
			.handler((exchange) -> exchange.respondText(exchange.frontEnd().toString())));
		assertThat(clientOf(path()).get("/").send().bodyAsString()).isEqualTo(path().toString());
	}

	@Test
	void ownerAndGroupMayConnectUnlessToldOtherwise() throws Exception {
		startAt(path());
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path()))).isEqualTo("rw-rw----");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-------", "rw-rw-rw-", "rwxrwxrwx" })
	void fileHasThePermissions(String permissions) throws Exception {
		startAt(endpoint(path()).withPermissions(PosixFilePermissions.fromString(permissions)));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path()))).isEqualTo(permissions);
		expectAnswers(path());
	}

	@Test
	void fileHasTheOwnerAndTheGroup() throws Exception {
		boolean root = (int) Files.getAttribute(this.directory, "unix:uid") == 0;
		// Only root may give files away
		int uid = (root) ? 65534 : (int) Files.getAttribute(this.directory, "unix:uid");
		int gid = (root) ? 65534 : (int) Files.getAttribute(this.directory, "unix:gid");
		startAt(endpoint(path()).withOwner(String.valueOf(uid)).withGroup(String.valueOf(gid)));
		assertThat(Files.getAttribute(path(), "unix:uid")).isEqualTo(uid);
		assertThat(Files.getAttribute(path(), "unix:gid")).isEqualTo(gid);
	}

	@Test
	void ownerIsFoundByName() throws Exception {
		String owner = Files.getOwner(this.directory).getName();
		startAt(endpoint(path()).withOwner(owner));
		assertThat(Files.getOwner(path()).getName()).isEqualTo(owner);
	}

	@Test
	void unknownOwnerAndGroupAreReported() throws Exception {
		expectFailure(endpoint(path()).withOwner("nobody-of-that-name"), Reason.UNKNOWN_OWNER, "nobody-of-that-name");
		expectFailure(endpoint(path()).withGroup("no-such-group"), Reason.UNKNOWN_OWNER, "no-such-group");
		assertThat(files()).isEmpty();
	}

	@Test
	void socketOfAProcessThatIsGoneIsReplaced() throws Exception {
		try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			gone.bind(UnixDomainSocketAddress.of(path()));
		}
		assertThat(path()).exists();
		startAt(path());
		expectAnswers(path());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void oneOfSeveralThatStartAtTheSameTimeListens(boolean leftover) throws Exception {
		for (int round = 0; round < 10; round++) {
			Path path = this.directory.resolve(round + ".sock");
			if (leftover) {
				try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
					gone.bind(UnixDomainSocketAddress.of(path));
				}
			}
			FastCgiServerBuilder builder = FastCgiServer.builder()
				.listen(ListenerSpec.unix(path))
				.transport(this.transport)
				.ioThreads(1)
				.handler(ServerTestCase::hello);
			CyclicBarrier barrier = new CyclicBarrier(2);
			Queue<FastCgiServer> started = new ConcurrentLinkedQueue<>();
			Queue<Reason> failures = new ConcurrentLinkedQueue<>();
			Callable<Void> start = () -> {
				barrier.await();
				try {
					started.add(builder.start());
				}
				catch (FastCgiBindException ex) {
					failures.add(ex.reason());
				}
				return null;
			};
			try {
				executor().invokeAll(List.of(start, start));
				assertThat(started).hasSize(1);
				assertThat(failures).containsExactly(Reason.ADDRESS_IN_USE);
				expectAnswers(path);
			}
			finally {
				started.forEach(FastCgiServer::close);
			}
		}
		assertThat(files()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 50 })
	void socketOfAProcessThatListensIsLeftAlone(int backlog) throws Exception {
		try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			other.bind(UnixDomainSocketAddress.of(path()), backlog);
			// With the smallest backlog there is no room for one who asks
			expectFailure(endpoint(path()), Reason.ADDRESS_IN_USE, "another process listens there");
			expectFailure(endpoint(path()), Reason.ADDRESS_IN_USE, "another process listens there");
			expectFailure(endpoint(path()), Reason.ADDRESS_IN_USE, "another process listens there");
			assertThat(other.accept()).isNotNull();
		}
		assertThat(files()).containsExactly("app.sock");
	}

	/**
	 * Linux lets one more wait than it is told.
	 */
	@Test
	void noMoreConnectionsWaitThanTheBacklogSays() throws Exception {
		assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
		CountDownLatch holding = new CountDownLatch(1);
		CompletableFuture<Void> released = new CompletableFuture<Void>().orTimeout(10, TimeUnit.SECONDS);
		startWith((builder) -> builder.listen(ListenerSpec.unix(path()).withBacklog(1))
			.ioThreads(1)
			.handler((exchange) -> {
				holding.countDown();
				released.join();
				hello(exchange);
			}));
		List<SocketChannel> clients = new ArrayList<>();
		try (FastCgiTestConnection holder = clientOf(path()).connect()) {
			holder.send(1, clientOf(path()).get("/"));
			assertThat(holding.await(10, TimeUnit.SECONDS)).isTrue();
			for (int i = 0; i < 5; i++) {
				SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
				client.configureBlocking(false);
				clients.add(client);
			}
			assertThat(clients.stream().filter(this::connectsAtOnce)).hasSize(2);
			released.complete(null);
			assertThat(holder.readResponse(1).bodyAsString()).isEqualTo("hello");
		}
		finally {
			for (SocketChannel client : clients) {
				client.close();
			}
		}
	}

	private boolean connectsAtOnce(SocketChannel client) {
		try {
			return client.connect(UnixDomainSocketAddress.of(path()));
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Test
	void fileThatIsNotASocketIsLeftAlone() throws Exception {
		Files.writeString(path(), "precious");
		expectFailure(endpoint(path()), Reason.NOT_A_SOCKET, "not a socket");
		assertThat(path()).hasContent("precious");
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), path());
		expectFailure(endpoint(link), Reason.NOT_A_SOCKET, "not a socket");
		expectFailure(endpoint(this.directory), Reason.NOT_A_SOCKET, "not a socket");
		assertThat(files()).containsExactlyInAnyOrder("app.sock", "link");
	}

	@Test
	void directoryMustExist() {
		expectFailure(endpoint(this.directory.resolve("missing/app.sock")), Reason.NO_DIRECTORY, "missing");
	}

	@Test
	void pathMustHaveAName() {
		assertThatIllegalArgumentException().isThrownBy(() -> ListenerSpec.unix(Path.of("/")));
		assertThatIllegalArgumentException().isThrownBy(() -> ListenerSpec.unix(Path.of("")));
	}

	@Test
	void pathMayHaveAsManyBytesAsTheSystemAllows() {
		int room = UnixSocketPath.maxLength() - this.directory.toString().length() - 1;
		expectFailure(endpoint(this.directory.resolve("ü".repeat(room / 2) + "xx")), Reason.PATH_TOO_LONG,
				"the system allows " + UnixSocketPath.maxLength());
		Path longest = this.directory.resolve("x".repeat(room));
		startAt(longest);
		expectAnswers(longest);
	}

	@Test
	void fileIsRemovedWhenTheServerStops() throws Exception {
		FastCgiServer server = startAt(path());
		assertThat(path()).exists();
		server.drain();
		eventually(() -> assertThat(files()).isEmpty());
		eventually(() -> assertThat(server.listeners()).noneMatch(ListenerState::accepting));
	}

	@Test
	void fileOfAnotherProcessIsNotRemoved() throws Exception {
		FastCgiServer server = startAt(path());
		Files.delete(path());
		try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			other.bind(UnixDomainSocketAddress.of(path()));
			server.close();
			assertThat(Files.exists(path(), LinkOption.NOFOLLOW_LINKS)).isTrue();
			SocketChannel.open(UnixDomainSocketAddress.of(path())).close();
		}
	}

	@Test
	void serverKnowsThatNobodyCanConnectAndStopsWithoutItsFile() throws Exception {
		FastCgiServer server = startAt(path());
		assertThat(server.listeners()).allMatch(ListenerState::accepting);
		Files.delete(path());
		assertThat(server.listeners()).last().matches((listener) -> !listener.accepting());
		server.close();
		assertThat(files()).isEmpty();
	}

	@Test
	void serverNeedsNoPort() {
		try (FastCgiServer server = FastCgiServer.builder()
			.listen(ListenerSpec.unix(path()))
			.transport(this.transport)
			.handler(ServerTestCase::hello)
			.start()) {
			assertThat(server.port()).isEqualTo(-1);
			expectAnswers(path());
		}
	}

	@Test
	void nothingIsLeftWhenAnotherListenerFails() throws Exception {
		assertThatExceptionOfType(FastCgiBindException.class)
			.isThrownBy(() -> startWith((builder) -> builder.listen(ListenerSpec.unix(path()))
				.listen(ListenerSpec.unix(this.directory.resolve("missing/app.sock")))
				.handler(ServerTestCase::hello)));
		assertThat(files()).isEmpty();
	}

}
