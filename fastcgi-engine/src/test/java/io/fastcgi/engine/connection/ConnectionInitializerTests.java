package io.fastcgi.engine.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.event.ServerEventListener;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionInitializer}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ConnectionInitializerTests {

	/**
	 * Nobody would tell it that the server has stopped.
	 */
	@Test
	void connectionThatComesAfterTheAbortIsClosed() {
		ServerEventListener events = new ServerEventListener() {
		};
		ConnectionRegistry registry = new ConnectionRegistry(Limits.defaults(), events);
		registry.abort();
		ConnectionSettings settings = new ConnectionSettings(Limits.defaults(), Timeouts.defaults(), (exchange) -> {
		}, events, StandardCharsets.UTF_8, Access.unrestricted());
		EmbeddedChannel channel = new EmbeddedChannel(new ConnectionInitializer(settings, registry, ProtocolMode.AUTO,
				new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000)));
		assertThat(channel.isOpen()).isFalse();
		channel.finishAndReleaseAll();
	}

}
