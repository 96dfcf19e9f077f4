package io.fastcgi.engine.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link OwnReplies}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class OwnRepliesTests {

	private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());

	private final ChannelHandlerContext ctx = this.channel.pipeline().lastContext();

	private final OwnReplies replies = new OwnReplies(Limits.defaults());

	@AfterEach
	void release() {
		this.channel.finishAndReleaseAll();
	}

	@Test
	void frontEndThatReadsMayAskForEver() {
		assertThatNoException().isThrownBy(() -> ask(2000));
	}

	@Test
	void frontEndThatDoesNotReadMayNotAskForEver() {
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
		ask(1000);
		assertThatExceptionOfType(DecoderException.class).isThrownBy(() -> ask(1))
			.withMessage("The front end does not read its answers");
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
		assertThatNoException().isThrownBy(() -> ask(2000));
	}

	private void ask(int times) {
		for (int i = 0; i < times; i++) {
			this.replies.values(this.ctx, Unpooled.EMPTY_BUFFER);
			this.channel.releaseOutbound();
		}
	}

}
