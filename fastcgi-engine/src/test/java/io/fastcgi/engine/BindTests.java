package io.fastcgi.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;

import io.fastcgi.engine.FastCgiBindException.Reason;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.transport.Transport;
import io.fastcgi.test.FastCgiTestClient;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for the start of a server.
 *
 * @author FastCGI Spring Boot maintainers
 */
class BindTests extends ServerTestCase {

	private static final InternalLogger logger = InternalLoggerFactory.getInstance(BindTests.class);

	private FastCgiServerBuilder builder() {
		return FastCgiServer.builder().transport(this.transport).handler(ServerTestCase::hello).ioThreads(1);
	}

	@Test
	void portInUseIsReported() throws Exception {
		try (ServerSocket other = new ServerSocket()) {
			other.bind(new InetSocketAddress("127.0.0.1", 0));
			assertThatExceptionOfType(FastCgiBindException.class)
				.isThrownBy(() -> builder().listen(0).listen(other.getLocalPort()).start())
				.satisfies((ex) -> {
					assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_IN_USE);
					assertThat(ex.endpoint()).asString().endsWith(":" + other.getLocalPort());
					assertThat(ex).hasMessageContaining(":" + other.getLocalPort()).hasCauseInstanceOf(Exception.class);
				});
		}
	}

	@Test
	void addressOfAnotherMachineIsReported() {
		ListenerSpec foreign = ListenerSpec.of(new InetSocketAddress("192.0.2.1", 0));
		assertThatExceptionOfType(FastCgiBindException.class).isThrownBy(() -> builder().listen(foreign).start())
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.ADDRESS_NOT_AVAILABLE));
	}

	@Test
	void unknownHostIsReported() {
		ListenerSpec unknown = ListenerSpec.of(InetSocketAddress.createUnresolved("nowhere.invalid", 0));
		assertThatExceptionOfType(FastCgiBindException.class).isThrownBy(() -> builder().listen(unknown).start())
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.OTHER));
	}

	/**
	 * SEC-21, SEC-24.
	 */
	@Test
	void onlyThisMachineIsServedUnlessToldOtherwise() {
		start(ServerTestCase::hello);
		assertThat(((InetSocketAddress) server().listeners().get(0).address()).getAddress().isLoopbackAddress())
			.isTrue();
	}

	@Test
	void severalListenersHaveTheirOwnProtocols() {
		FastCgiServer server = startWith(
				(builder) -> builder.listen(ListenerSpec.loopback(0).withProtocol(ProtocolMode.SCGI).withBacklog(5))
					.handler(ServerTestCase::hello));
		assertThat(server.listeners()).extracting(ListenerState::protocol)
			.containsExactly(ProtocolMode.AUTO, ProtocolMode.SCGI);
		InetSocketAddress second = (InetSocketAddress) server.listeners().get(1).address();
		assertThat(second.getPort()).isPositive().isNotEqualTo(server.port());
		assertThat(get("/").send().bodyAsString()).isEqualTo("hello");
		assertThat(FastCgiTestClient.to(second).scgi().get("/").send().bodyAsString()).isEqualTo("hello");
	}

	/**
	 * FCGI-6.
	 */
	@Test
	void listensOnIpVersion6() throws Exception {
		InetAddress loopback = InetAddress.getByName("::1");
		if (NetworkInterface.getByInetAddress(loopback) == null) {
			logger.warn("SKIPPING A TEST. This machine has no address ::1");
		}
		assumeThat(NetworkInterface.getByInetAddress(loopback)).as("interface with the address ::1").isNotNull();
		InetSocketAddress anyPort = new InetSocketAddress(loopback, 0);
		FastCgiServer server = startWith((builder) -> builder.listen(ListenerSpec.of(anyPort))
			.handler((exchange) -> exchange.respondText(exchange.frontEnd().toString())));
		assertThat(FastCgiTestClient.to(server.listeners().get(1).address()).get("/").send().bodyAsString())
			.startsWith("/[0:0:0:0:0:0:0:1]:");
		assertThat(get("/").send().bodyAsString()).startsWith("/127.0.0.1:");
	}

	/**
	 * FCGI-2: descriptor 0 of a process that was started otherwise.
	 */
	@Test
	void inheritedSocketThatThereIsNotIsReported() {
		assertThatExceptionOfType(FastCgiBindException.class)
			.isThrownBy(() -> builder().listen(ListenerSpec.inherited()).start())
			.withMessageContaining("descriptor 0 is not a socket that listens")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NO_INHERITED_SOCKET));
	}

	@Test
	void serverNeedsAHandlerAndAListener() {
		assertThatNullPointerException().isThrownBy(() -> FastCgiServer.builder().listen(0).start())
			.withMessageContaining("handler");
		assertThatIllegalStateException().isThrownBy(() -> builder().start()).withMessageContaining("listener");
	}

	@Test
	void transportThatDoesNotWorkHereIsNamed() {
		assertThat(Transport.KQUEUE.isAvailable()).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> builder().listen(0).transport(Transport.KQUEUE).start())
			.withMessageContaining("KQUEUE");
		assertThat(Transport.AUTO.isAvailable()).isTrue();
		assertThat(Transport.AUTO.resolve()).isIn(Transport.EPOLL, Transport.NIO);
		assertThat(Transport.AUTO.sockets()).hasSameClassAs(Transport.AUTO.resolve().sockets());
	}

}
