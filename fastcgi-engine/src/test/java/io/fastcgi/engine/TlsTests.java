package io.fastcgi.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.access.Tls;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.event.CapturedLog;
import io.fastcgi.engine.event.ConnectionRefusal;
import io.fastcgi.engine.event.LoggingEventListener;
import io.fastcgi.engine.event.ServerEventListener;
import io.fastcgi.engine.exchange.Exchange;
import io.fastcgi.engine.exchange.ExchangeHandler;
import io.fastcgi.engine.exchange.ResponseHead;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for listeners that speak TLS, with certificates that are made on the spot.
 *
 * @author FastCGI Spring Boot maintainers
 */
class TlsTests extends ServerTestCase {

	private static final long LARGE = 64_000_000;

	private static X509Bundle authority;

	private static X509Bundle otherAuthority;

	private static X509Bundle serverCertificate;

	private final AtomicReference<SslContext> context = new AtomicReference<>();

	private @Nullable TlsTunnel tunnel;

	@BeforeAll
	static void makeCertificates() throws Exception {
		// Without it the JDK's client takes any end of a connection for a good one. It is
		// read once, when the first socket is made.
		System.setProperty("com.sun.net.ssl.requireCloseNotify", "true");
		authority = authority("CN=authority");
		// Of the same name, for clients to offer what it has signed
		otherAuthority = authority("CN=authority");
		serverCertificate = certificate("CN=localhost", authority);
	}

	private static X509Bundle authority(String name) throws Exception {
		return new CertificateBuilder().ecp256().subject(name).setIsCertificateAuthority(true).buildSelfSigned();
	}

	private static X509Bundle certificate(String name, X509Bundle authority) throws Exception {
		return new CertificateBuilder().ecp256().subject(name).addSanDnsName("localhost").buildIssuedBy(authority);
	}

	@AfterEach
	void closeTunnel() {
		if (this.tunnel != null) {
			this.tunnel.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void bothProtocolsAreServed(String version) throws Exception {
		start((exchange) -> exchange.respondText(exchange.protocol().toString()), ClientAuth.NONE, ProtocolMode.AUTO);
		FastCgiTestClient client = tunnelled(null, version);
		assertThat(client.get("/").send().bodyAsString()).isEqualTo("fastcgi");
		assertThat(client.scgi().get("/").send().bodyAsString()).isEqualTo("scgi");
		assertThat(client.chunked(1).get("/").send().bodyAsString()).isEqualTo("fastcgi");
		assertNoTrouble();
	}

	@Test
	void manyRequestsShareAConnection() throws Exception {
		start(ServerTestCase::hello, ClientAuth.NONE, ProtocolMode.FASTCGI);
		try (FastCgiTestConnection connection = tunnelled(null, "TLSv1.3").connect()) {
			for (int id = 1; id <= 100; id++) {
				expectHello(connection, id);
			}
		}
		assertNoTrouble();
		eventually(() -> assertThat(this.events.opened).hasValue(1));
	}

	/**
	 * The end of a response is not lost, and the end of the connection is said in TLS,
	 * also where the body was not read.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void endOfTheConnectionIsToldFromAnAttack(String version) throws Exception {
		byte[] body = new byte[3_000_000];
		new Random(7).nextBytes(body);
		start((exchange) -> exchange.respond(ResponseHead.of(200, "OK"), body), ClientAuth.NONE, ProtocolMode.AUTO);
		FastCgiTestClient client = tunnelled(null, version);
		assertThat(client.get("/").send().body()).isEqualTo(body);
		assertThat(client.scgi().get("/").send().body()).isEqualTo(body);
		assertThat(client.scgi().post("/").body(new byte[2_000_000]).send().body()).isEqualTo(body);
		assertThat(client.post("/").body(new byte[2_000_000]).send().body()).isEqualTo(body);
		assertNoTrouble();
	}

	/**
	 * PT-32: nor is what breaks off called an end.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void responseThatBreaksOffHasNoEnd(String version) throws Exception {
		start((exchange) -> {
			exchange.write(ResponseHead.of(200, "OK"));
			exchange.write(new byte[1000], 0, 1000);
			exchange.flush();
			exchange.fail(new IllegalStateException("failed"));
		}, ClientAuth.NONE, ProtocolMode.AUTO);
		assertThat(tunnelled(null, version).scgi().get("/").send().body()).hasSize(1000);
		assertThat(this.tunnel.troubles).singleElement().asString().contains("Connection reset");
	}

	/**
	 * A SCGI client may close its side when the request is complete.
	 */
	@Test
	void halfOfAConnectionMayBeClosed() throws Exception {
		CompletableFuture<Exchange> begun = new CompletableFuture<>();
		start(begun::complete, ClientAuth.NONE, ProtocolMode.AUTO);
		try (SSLSocket socket = socket(null)) {
			socket.getOutputStream().write("24:CONTENT_LENGTH\0000\0SCGI\0001\0,".getBytes(StandardCharsets.US_ASCII));
			socket.shutdownOutput();
			Exchange exchange = begun.get(10, TimeUnit.SECONDS);
			exchange.respondText("still here");
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
				.endsWith("still here");
		}
	}

	/**
	 * SEC-21: not by TLS alone, but by a certificate.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void frontEndWithACertificateIsServed(String version) throws Exception {
		start(ServerTestCase::hello, ClientAuth.REQUIRE, ProtocolMode.AUTO);
		FastCgiTestClient client = tunnelled(certificate("CN=front end", authority), version);
		assertThat(client.get("/").send().bodyAsString()).isEqualTo("hello");
		assertThat(server().listeners().get(0).restricted()).isTrue();
	}

	/**
	 * SEC-21, SEC-24.
	 */
	@Test
	void frontEndWithoutAGoodCertificateIsTurnedAway() throws Exception {
		start((exchange) -> {
			throw new AssertionError("must not be asked");
		}, ClientAuth.REQUIRE, ProtocolMode.AUTO);
		expectTurnedAway(null);
		expectTurnedAway(certificate("CN=front end", otherAuthority));
		eventually(
				() -> assertThat(this.events.connectionRefusals).hasSize(2).containsOnly(ConnectionRefusal.TLS_FAILED));
		assertThat(this.events.connectionObjections).allMatch((text) -> text.startsWith("the TLS handshake failed: "));
		assertThat(this.events.connectionObjections.get(1)).contains("PKIX path validation failed");
		assertThat(this.events.protocolErrors).isEmpty();
	}

	private void expectTurnedAway(@Nullable X509Bundle certificate) {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
			try (SSLSocket socket = socket(certificate)) {
				// With TLS 1.3 the client may send before it is told
				socket.getInputStream().read();
			}
		});
	}

	@Test
	void certificateIsWantedButNotNeeded() throws Exception {
		start(ServerTestCase::hello, ClientAuth.OPTIONAL, ProtocolMode.AUTO);
		assertThat(tunnelled(null, "TLSv1.3").get("/").send().bodyAsString()).isEqualTo("hello");
		assertThat(server().listeners().get(0).restricted()).isFalse();
	}

	/**
	 * SEC-22: nothing of what was sent is logged, since it may be a secret.
	 */
	@Test
	void whoeverSpeaksNoTlsIsToldApart() throws Exception {
		try (CapturedLog log = new CapturedLog()) {
			start(ServerTestCase::hello, ClientAuth.NONE, ProtocolMode.AUTO, new LoggingEventListener());
			try (FastCgiTestConnection connection = connect()) {
				connection.writeBytes("SECRET and more than that".getBytes(StandardCharsets.US_ASCII));
				assertThat(connection.isClosedByPeer()).isTrue();
			}
			eventually(() -> assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN Refused a connection from /127.0.0.1:")
				.contains("it does not speak TLS", "let the front end use TLS")
				.doesNotContain("SECRET", "534543524554"));
		}
	}

	/**
	 * SEC-22.
	 */
	@Test
	void whoeverSpeaksTlsToAListenerWithoutItIsToldApart() {
		start(ServerTestCase::hello);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> socket(null));
		assertThat(this.events.protocolErrors).singleElement().asString().contains("TLS; let the front end speak");
	}

	@Test
	void frontEndThatDistrustsTheCertificateIsReported() throws Exception {
		start(ServerTestCase::hello, ClientAuth.NONE, ProtocolMode.AUTO);
		assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> socket(null, otherAuthority));
		eventually(() -> assertThat(this.events.connectionObjections).singleElement()
			.asString()
			// Which alert it is depends on the version of the JDK
			.containsPattern("fatal alert: (certificate_unknown|bad_certificate)"));
	}

	/**
	 * SEC-2: a handshake has its time, then the connection is closed.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "\u0016\u0003\u0001" })
	void handshakeThatStallsIsGivenUp(String begin) throws Exception {
		start(ServerTestCase::hello, ClientAuth.NONE, ProtocolMode.AUTO, this.events, Duration.ofMillis(200));
		try (FastCgiTestConnection connection = connect()) {
			connection.writeBytes(begin.getBytes(StandardCharsets.ISO_8859_1));
			assertThat(connection.isClosedByPeer()).isTrue();
		}
		assertThat(this.events.connectionObjections).singleElement().asString().contains("timed out after 200ms");
	}

	@Test
	void peerThatLeavesWithoutAWordIsNotWorthALine() throws Exception {
		start(ServerTestCase::hello, ClientAuth.REQUIRE, ProtocolMode.AUTO);
		connect().close();
		connect().reset();
		try (FastCgiTestConnection half = connect()) {
			half.shutdownOutput();
			assertThat(half.isClosedByPeer()).isTrue();
		}
		eventually(() -> assertThat(this.events.closed).hasValue(3));
		assertThat(this.events.connectionRefusals).isEmpty();
		assertThat(this.events.protocolErrors).isEmpty();
	}

	@Test
	void certificateCanBeReplaced() throws Exception {
		start(ServerTestCase::hello, ClientAuth.NONE, ProtocolMode.AUTO);
		try (SSLSocket before = socket(null)) {
			this.context.set(context(certificate("CN=the new one", authority)));
			try (SSLSocket after = socket(null)) {
				assertThat(before.getSession().getPeerPrincipal()).hasToString("CN=localhost");
				assertThat(after.getSession().getPeerPrincipal()).hasToString("CN=the new one");
			}
		}
	}

	@Test
	void idleConnectionsAndHandshakesDoNotHoldUpTheEnd() throws Exception {
		start(ServerTestCase::hello, ClientAuth.NONE, ProtocolMode.FASTCGI);
		try (FastCgiTestConnection stalled = connect(); SSLSocket idle = socket(null)) {
			stalled.writeBytes((byte) 0x16);
			eventually(() -> assertThat(server().connections()).isEqualTo(2));
			server().drain().toCompletableFuture().get(5, TimeUnit.SECONDS);
			assertThat(idle.getInputStream().read()).isEqualTo(-1);
			assertThat(stalled.isClosedByPeer()).isTrue();
		}
		assertThat(this.events.connectionRefusals).isEmpty();
	}

	/**
	 * SEC-14: what a front end does not read stays with the handler.
	 */
	@Test
	void frontEndThatDoesNotReadFillsNoMemory() throws Exception {
		AtomicLong written = new AtomicLong();
		start((exchange) -> {
			exchange.write(ResponseHead.of(200, "OK"));
			Runnable more = () -> write(exchange, written);
			exchange.onWritable(more);
			more.run();
		}, ClientAuth.NONE, ProtocolMode.SCGI);
		try (SSLSocket socket = socket(null)) {
			socket.getOutputStream().write("24:CONTENT_LENGTH\0000\0SCGI\0001\0,".getBytes(StandardCharsets.US_ASCII));
			AtomicLong before = new AtomicLong();
			Awaitility.await()
				.atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(200))
				.until(() -> written.get() > 0 && before.getAndSet(written.get()) == written.get());
			assertThat(before.get()).isLessThan(LARGE / 2);
			assertThat(socket.getInputStream().readAllBytes()).hasSizeGreaterThanOrEqualTo((int) LARGE);
		}
	}

	private static void write(Exchange exchange, AtomicLong written) {
		byte[] piece = new byte[64_000];
		while (exchange.isWritable() && written.get() < LARGE) {
			exchange.write(piece, 0, piece.length);
			exchange.flush();
			written.addAndGet(piece.length);
		}
		if (written.get() >= LARGE) {
			exchange.end();
		}
	}

	private void assertNoTrouble() {
		assertThat(this.tunnel).isNotNull();
		assertThat(this.tunnel.troubles).isEmpty();
		assertThat(this.events.protocolErrors).isEmpty();
		assertThat(this.events.connectionRefusals).isEmpty();
	}

	private void start(ExchangeHandler handler, ClientAuth clientAuth, ProtocolMode mode) throws Exception {
		start(handler, clientAuth, mode, this.events);
	}

	private void start(ExchangeHandler handler, ClientAuth clientAuth, ProtocolMode mode, ServerEventListener events)
			throws Exception {
		start(handler, clientAuth, mode, events, PATIENCE);
	}

	private void start(ExchangeHandler handler, ClientAuth clientAuth, ProtocolMode mode, ServerEventListener events,
			Duration handshakeTimeout) throws Exception {
		this.context.set(context(serverCertificate));
		ListenerSpec listener = ListenerSpec.loopback(0)
			.withProtocol(mode)
			.withAccess(Access.unrestricted().withTls(new Tls(this.context::get, clientAuth, handshakeTimeout)));
		startWith((builder) -> FastCgiServer.builder()
			.transport(this.transport)
			.ioThreads(2)
			.listen(listener)
			.events(events)
			.handler(handler));
	}

	private static SslContext context(X509Bundle certificate) throws Exception {
		return SslContextBuilder.forServer(certificate.toKeyManagerFactory())
			.trustManager(authority.toTrustManagerFactory())
			.build();
	}

	private FastCgiTestClient tunnelled(@Nullable X509Bundle certificate, String version) throws Exception {
		this.tunnel = new TlsTunnel(server().port(), clientContext(certificate, authority), version);
		return FastCgiTestClient.toPort(this.tunnel.port()).withTimeout(PATIENCE);
	}

	private SSLSocket socket(@Nullable X509Bundle certificate) throws Exception {
		return socket(certificate, authority);
	}

	private SSLSocket socket(@Nullable X509Bundle certificate, X509Bundle trusted) throws Exception {
		SSLSocket socket = (SSLSocket) clientContext(certificate, trusted).getSocketFactory()
			.createSocket(InetAddress.getLoopbackAddress(), server().port());
		socket.setSoTimeout((int) PATIENCE.toMillis());
		try {
			socket.startHandshake();
			return socket;
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
	}

	private static SSLContext clientContext(@Nullable X509Bundle certificate, X509Bundle trusted) throws Exception {
		SSLContext context = SSLContext.getInstance("TLS");
		KeyManager[] keys = (certificate != null) ? certificate.toKeyManagerFactory().getKeyManagers() : null;
		context.init(keys, new TrustManager[] { trusted.toTrustManager() }, null);
		return context;
	}

}
