package io.fastcgi.test.autoconfigure;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.fastcgi.engine.FastCgiServer;
import io.fastcgi.engine.FastCgiServerBuilder;
import io.fastcgi.engine.ListenerSpec;
import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.access.Tls;
import io.fastcgi.engine.memory.InMemoryAddress;
import io.fastcgi.spring.server.FastCgiServerLifecycle;
import io.fastcgi.test.FastCgiTestClient;
import io.fastcgi.test.FastCgiTestConnection;
import io.netty.handler.ssl.ClientAuth;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RunningServerWireFactory} and {@link InMemoryWireFactory}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class RunningServerWireFactoryTests {

	private static final ListenerSpec OVER_TLS = ListenerSpec.loopback(0)
		.withAccess(Access.unrestricted().withTls(new Tls(() -> {
			throw new IllegalStateException();
		}, ClientAuth.NONE, Duration.ofSeconds(1))));

	private final InMemoryAddress address = new InMemoryAddress();

	private final FastCgiServerBuilder builder = FastCgiServer.builder()
		.handler((exchange) -> exchange.respondText("hello"));

	private final FastCgiServerLifecycle lifecycle = new FastCgiServerLifecycle(this.builder, (event) -> {
	});

	private final FastCgiTestClient client = FastCgiTestClient.over(new RunningServerWireFactory(this.lifecycle));

	@Test
	void findsTheServerAgainThatWasStartedAgain() throws Exception {
		this.builder.listen(0);
		assertFails("The FastCGI server of the application is not running");
		for (int i = 0; i < 2; i++) {
			this.lifecycle.start();
			assertThat(this.client.get("/").send()).hasBodyText("hello");
			stop();
		}
		assertFails("The FastCGI server of the application is not running");
	}

	@Test
	void passesOverListenersThatSpeakTls() throws Exception {
		this.builder.listen(OVER_TLS).listen(ListenerSpec.inMemory(this.address));
		this.lifecycle.start();
		assertThat(this.client.get("/").send()).hasBodyText("hello");
		stop();
	}

	@Test
	void saysWhatToDoWhenAllListenersSpeakTls() throws Exception {
		this.builder.listen(OVER_TLS);
		this.lifecycle.start();
		assertFails("Use @AutoConfigureFastCgiTestClient(inMemory = true)");
		stop();
	}

	@Test
	void memoryNeedsNoSpring() {
		FastCgiTestClient inMemory = FastCgiTestClient.over(new InMemoryWireFactory(this.address));
		try (FastCgiServer server = this.builder.listen(ListenerSpec.inMemory(this.address)).start()) {
			assertThat(inMemory.get("/").send()).hasBodyText("hello");
			try (FastCgiTestConnection connection = inMemory.connect()) {
				assertThat(connection.shutdownOutput().isClosedByPeer()).isTrue();
			}
			FastCgiTestConnection reset = inMemory.connect();
			reset.reset();
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> reset.writeBytes((byte) 1));
			assertThat(server.port()).isEqualTo(-1);
		}
	}

	private void assertFails(String message) {
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this.client.get("/")::send)
			.withMessageContaining(message);
	}

	private void stop() throws InterruptedException {
		CountDownLatch stopped = new CountDownLatch(1);
		this.lifecycle.stop(stopped::countDown);
		stopped.await();
	}

}
