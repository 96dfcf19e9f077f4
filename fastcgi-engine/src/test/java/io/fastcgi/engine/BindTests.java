package io.fastcgi.engine;

import java.net.InetSocketAddress;
import java.net.ServerSocket;

import io.fastcgi.engine.FastCgiBindException.Reason;
import io.fastcgi.engine.transport.Transport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for the start of a server.
 *
 * @author FastCGI Spring Boot maintainers
 */
class BindTests extends ServerTestCase {

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
					assertThat(ex.address()).asString().endsWith(":" + other.getLocalPort());
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
		assertThat(Transport.AUTO.serverChannelType()).isEqualTo(Transport.AUTO.resolve().serverChannelType());
	}

}
