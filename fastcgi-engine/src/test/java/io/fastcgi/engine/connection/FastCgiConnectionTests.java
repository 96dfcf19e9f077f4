package io.fastcgi.engine.connection;

import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.codec.RecordType;
import io.fastcgi.engine.event.ServerEventListener;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FastCgiConnection}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class FastCgiConnectionTests {

	private final Limits limits = Limits.builder().maxBufferedParams(10).build();

	private final ConnectionRegistry registry = new ConnectionRegistry(this.limits, new ServerEventListener() {
	});

	private final EmbeddedChannel channel = new EmbeddedChannel();

	@AfterEach
	void release() {
		this.channel.finishAndReleaseAll();
	}

	/**
	 * SEC-8: refusing a request fails when the front end reads none of the refusals; the
	 * request must not be counted out twice.
	 */
	@Test
	void requestIsGivenBackOnceWhenItCannotBeRefused() {
		ConnectionSettings settings = new ConnectionSettings(this.limits, Timeouts.defaults(), (exchange) -> {
		}, new ServerEventListener() {
		}, StandardCharsets.UTF_8, Access.unrestricted());
		this.channel.pipeline().addLast(new FastCgiConnection(settings, this.registry, this.channel));
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
		for (int i = 0; i < 1001; i++) {
			this.channel
				.writeInbound(new Record(RecordType.BEGIN_REQUEST, 1, Unpooled.copyLong(0x0001_0100_0000_0000L)));
			this.channel.writeInbound(new Record(RecordType.PARAMS, 1, Unpooled.wrappedBuffer(new byte[20])));
			this.channel.releaseOutbound();
		}
		assertThat(this.registry.requests()).isZero();
		assertThat(this.registry.bufferedParams().reserve(10)).isTrue();
		assertThat(this.registry.bufferedParams().reserve(1)).isFalse();
	}

}
