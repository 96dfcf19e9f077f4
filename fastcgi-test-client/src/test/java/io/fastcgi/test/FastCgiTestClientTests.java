package io.fastcgi.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FastCgiTestClient} speaking FastCGI.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiTestClientTests {

	private static final TestRecord[] RESPONSE = { stdout("Status: 404 Gone fishing\r\nContent-Type: text/plain\r\n"),
			TestRecord.of(TestRecord.STDERR, 1, bytes("oops")), stdout("\r\nbo"), stdout("dy"), stdout(""),
			TestRecord.of(TestRecord.STDERR, 1), TestRecord.endRequest(1, -1, 0) };

	@Test
	void sendsARequestAndReadsTheResponse() throws Exception {
		try (ScriptedServer<RequestOnServer> server = ScriptedServer.answering(RESPONSE)) {
			TestRequest request = server.client().post("/p?q").header("X-A", "b").body("question");
			TestResponse response = request.send();
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.header("content-type")).isEqualTo("text/plain");
			assertThat(response.bodyAsString()).isEqualTo("body");
			assertThat(response.stderrAsString()).isEqualTo("oops");
			assertThat(response.appStatus()).isEqualTo(-1);
			assertThat(response.protocolStatus()).isEqualTo(TestResponse.REQUEST_COMPLETE);
			assertThat(response.records()).containsExactly(RESPONSE);
			RequestOnServer received = server.result();
			assertThat(received.types()).containsExactly(TestRecord.BEGIN_REQUEST, TestRecord.PARAMS, TestRecord.PARAMS,
					TestRecord.STDIN, TestRecord.STDIN);
			assertThat(received.records().get(0)).isEqualTo(TestRecord.beginRequest(1, TestRequest.RESPONDER, 0));
			assertThat(received.params()).isEqualTo(request.params());
			assertThat(received.stream(TestRecord.STDIN)).asString().isEqualTo("question");
		}
	}

	@Test
	void readsARejection() throws Exception {
		try (ScriptedServer<?> server = ScriptedServer
			.answering(TestRecord.endRequest(1, 0, TestResponse.OVERLOADED))) {
			TestResponse response = server.client().get("/").send();
			assertThat(response.protocolStatus()).isEqualTo(TestResponse.OVERLOADED);
			assertThat(response.stdout()).isEmpty();
		}
	}

	@Test
	void splitsTheSameRequest() throws Exception {
		try (ScriptedServer<RequestOnServer> server = ScriptedServer.answering(RESPONSE)) {
			TestRequest request = server.client().splitting(new Random(1)).post("/p").body(new byte[5000]);
			assertThat(request.send().status()).isEqualTo(404);
			RequestOnServer received = server.result();
			assertThat(received.params()).isEqualTo(request.params());
			assertThat(received.stream(TestRecord.STDIN)).isEqualTo(new byte[5000]);
			assertThat(received.records()).hasSizeGreaterThan(10);
			assertThat(received.records()).extracting(TestRecord::paddingLength).anyMatch((length) -> length > 7);
		}
	}

	@Test
	void cutsStreamsToAGivenSize() throws Exception {
		try (ScriptedServer<RequestOnServer> server = ScriptedServer.answering(RESPONSE)) {
			server.client().chunked(1).request().param("A", "b").body("hey").send();
			RequestOnServer received = server.result();
			assertThat(received.records())
				.allMatch((record) -> record.type() == TestRecord.BEGIN_REQUEST || record.content().length <= 1);
			assertThat(received.params()).hasSize(2);
			assertThat(received.stream(TestRecord.STDIN)).asString().isEqualTo("hey");
		}
	}

	@Test
	void sendsParamsOfMoreThanOneRecord() throws Exception {
		try (ScriptedServer<RequestOnServer> server = ScriptedServer.answering(RESPONSE)) {
			server.client().request().param("A", "b".repeat(70_000)).send();
			assertThat(server.result().types()).filteredOn((type) -> type == TestRecord.PARAMS).hasSize(3);
			assertThat(server.result().params()).containsExactly(NameValuePair.of("A", "b".repeat(70_000)));
		}
	}

	@Test
	void sendsNoStdinForAnAuthorizer() throws Exception {
		try (ScriptedServer<RequestOnServer> server = answeringWithoutStdin()) {
			server.client().get("/").role(TestRequest.AUTHORIZER).withoutStdin().send();
			assertThat(server.result().records().get(0)).isEqualTo(TestRecord.beginRequest(1, 2, 0));
		}
	}

	@Test
	void sendsDataAfterStdinForAFilter() throws Exception {
		try (ScriptedServer<RequestOnServer> server = ScriptedServer.start((in, out) -> {
			RequestOnServer request = RequestOnServer.readUntilEnd(in, TestRecord.DATA);
			write(out, RESPONSE);
			return request;
		})) {
			server.client().get("/").role(TestRequest.FILTER).data(bytes("data")).send();
			assertThat(server.result().types()).endsWith(TestRecord.STDIN, TestRecord.DATA, TestRecord.DATA);
			assertThat(server.result().stream(TestRecord.DATA)).asString().isEqualTo("data");
		}
	}

	@Test
	void asksAnAuthorizerAndAFilter() throws Exception {
		try (ScriptedServer<RequestOnServer> server = answeringWithoutStdin()) {
			assertThat(server.client().authorize("/").send()).deniesAccess();
			assertThat(server.result().records().get(0)).isEqualTo(TestRecord.beginRequest(1, 2, 0));
		}
		try (ScriptedServer<RequestOnServer> server = ScriptedServer.start((in, out) -> {
			RequestOnServer request = RequestOnServer.readUntilEnd(in, TestRecord.DATA);
			write(out, RESPONSE);
			return request;
		})) {
			server.client().filter("/", bytes("data")).send();
			assertThat(server.result().records().get(0)).isEqualTo(TestRecord.beginRequest(1, 3, 0));
			assertThat(server.result().stream(TestRecord.DATA)).asString().isEqualTo("data");
		}
	}

	@Test
	void asksToKeepTheConnection() throws Exception {
		try (ScriptedServer<RequestOnServer> server = ScriptedServer.answering(RESPONSE)) {
			server.client().get("/").keepConnection(true).send();
			assertThat(server.result().records().get(0)).isEqualTo(TestRecord.beginRequest(1, 1, 1));
		}
	}

	@Test
	void streamsAHundredMegabytesInBothDirectionsAtOnce() throws Exception {
		long size = 100L << 20;
		try (ScriptedServer<Long> server = ScriptedServer.start((in, out) -> {
			write(out, stdout("Content-Type: text/plain\n\n"));
			long received = 0;
			TestRecord record = RequestOnServer.readRecord(in);
			while (record.type() != TestRecord.STDIN || record.content().length != 0) {
				if (record.type() == TestRecord.STDIN) {
					received += record.content().length;
					write(out, TestRecord.of(TestRecord.STDOUT, 1, record.content()));
				}
				record = RequestOnServer.readRecord(in);
			}
			write(out, stdout(""), TestRecord.endRequest(1, 0, 0));
			return received;
		})) {
			long read = server.client()
				.post("/")
				.body(new ZeroStream(size), size)
				.sendAndStream((response) -> response.body().transferTo(OutputStream.nullOutputStream()));
			assertThat(read).isEqualTo(size);
			assertThat(server.result()).isEqualTo(size);
		}
	}

	@Test
	void stopsReadingAStreamWhenTheTestHasSeenEnough() throws Exception {
		try (ScriptedServer<?> server = ScriptedServer.answering(RESPONSE)) {
			int first = server.client().get("/").sendAndStream((response) -> response.body().read());
			assertThat(first).isEqualTo('b');
		}
	}

	@Test
	void closesTheConnectionWhenTheSourceOfTheBodyFails() throws Exception {
		try (ScriptedServer<?> server = ScriptedServer.answering(RESPONSE)) {
			InputStream broken = new InputStream() {

				@Override
				public int read() throws IOException {
					throw new IOException("broken");
				}

			};
			TestRequest request = server.client().post("/").body(broken, 5);
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(request::send)
				.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement()
					.asInstanceOf(InstanceOfAssertFactories.THROWABLE)
					.hasMessage("The source of the request body failed"));
		}
	}

	@Test
	void givesUpWhenNothingIsReceived() throws Exception {
		try (ScriptedServer<?> server = ScriptedServer.start((in, out) -> in.readAllBytes())) {
			TestRequest request = server.client().withTimeout(Duration.ofMillis(100)).get("/");
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(request::send)
				.withCauseInstanceOf(SocketTimeoutException.class)
				.withMessageContaining("Nothing was received for 100 ms");
		}
	}

	@Test
	void speaksOverAUnixDomainSocket(@TempDir Path directory) throws Exception {
		UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
			CompletableFuture<Integer> served = CompletableFuture.supplyAsync(() -> Io.call(() -> serve(server)));
			assertThat(FastCgiTestClient.unix(directory.resolve("s")).get("/").send()).hasBodyText("body");
			assertThat(served.get()).isPositive();
			TestRequest unanswered = FastCgiTestClient.to(address).withTimeout(Duration.ofMillis(100)).get("/");
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(unanswered::send)
				.withCauseInstanceOf(SocketTimeoutException.class);
		}
	}

	@Test
	void speaksOverConnectionsOfSomebodyElse() throws Exception {
		try (ScriptedServer<?> server = ScriptedServer.answering(RESPONSE)) {
			List<Duration> timeouts = new ArrayList<>();
			FastCgiTestClient client = FastCgiTestClient.over((timeout) -> {
				timeouts.add(timeout);
				return WireFactory.sockets(server.address()).connect(timeout);
			});
			assertThat(client.withTimeout(Duration.ofSeconds(20)).get("/").send()).hasBodyText("body");
			assertThat(timeouts).containsExactly(Duration.ofSeconds(20));
		}
	}

	private static int serve(ServerSocketChannel server) throws IOException {
		try (SocketChannel connection = server.accept()) {
			int length = connection.read(ByteBuffer.allocate(65536));
			for (TestRecord record : RESPONSE) {
				connection.write(ByteBuffer.wrap(record.encode()));
			}
			return length;
		}
	}

	private static ScriptedServer<RequestOnServer> answeringWithoutStdin() throws IOException {
		return ScriptedServer.start((in, out) -> {
			RequestOnServer request = RequestOnServer.readUntilEnd(in, TestRecord.PARAMS);
			if (in.available() > 0) {
				throw new IOException("There is more than PARAMS");
			}
			write(out, RESPONSE);
			return request;
		});
	}

	private static void write(OutputStream out, TestRecord... records) throws IOException {
		for (TestRecord record : records) {
			out.write(record.encode());
		}
	}

	private static TestRecord stdout(String text) {
		return TestRecord.of(TestRecord.STDOUT, 1, bytes(text));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
