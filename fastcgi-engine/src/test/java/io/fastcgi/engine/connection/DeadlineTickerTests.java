package io.fastcgi.engine.connection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeadlineTicker}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class DeadlineTickerTests {

	private final AtomicInteger ticks = new AtomicInteger();

	private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter() {

		@Override
		public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
			assertThat(event).isEqualTo(ConnectionEvent.CHECK_DEADLINES);
			DeadlineTickerTests.this.ticks.incrementAndGet();
			if (DeadlineTickerTests.this.ticks.get() == 3) {
				ctx.close();
			}
		}

	});

	@Test
	void connectionIsLookedAtUntilItIsClosed() {
		this.channel.freezeTime();
		new DeadlineTicker(Duration.ofMillis(10)).add(this.channel);
		advance(9);
		assertThat(this.ticks).hasValue(0);
		advance(1);
		assertThat(this.ticks).hasValue(1);
		advance(10);
		assertThat(this.ticks).hasValue(2);
		for (int i = 0; i < 5; i++) {
			advance(10);
		}
		assertThat(this.ticks).hasValue(3);
	}

	private void advance(int millis) {
		this.channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
		this.channel.runPendingTasks();
	}

}
