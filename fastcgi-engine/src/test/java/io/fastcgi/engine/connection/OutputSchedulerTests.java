package io.fastcgi.engine.connection;

import io.fastcgi.engine.exchange.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutputScheduler}, with a response that goes on whenever something of
 * it was sent.
 *
 * @author FastCGI Spring Boot maintainers
 */
class OutputSchedulerTests implements OutputProgress {

	private static final int PIECES = 10_000;

	private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());

	private final ChannelHandlerContext ctx = this.channel.pipeline().lastContext();

	private final OutputScheduler scheduler = new OutputScheduler(this.ctx);

	private final OutputQueue output = new OutputQueue(this.ctx, this.scheduler, new FastCgiFraming(1), this);

	private final ByteBuf piece = Unpooled.wrappedBuffer(new byte[60_000]);

	private int written;

	private int ends;

	@BeforeEach
	void begin() {
		this.output.write(ResponseHead.of(200, "OK"));
	}

	@AfterEach
	void release() {
		this.output.replace(null, 1, true);
		this.scheduler.runToEnd();
		this.output.send();
		assertThat(this.ends).isOne();
		this.channel.releaseOutbound();
		this.channel.finishAndReleaseAll();
		assertThat(this.piece.release()).isTrue();
	}

	@Test
	void frontEndThatTakesEverythingDoesNotKeepTheEventLoop() {
		this.output.flush();
		assertThat(this.written).isPositive().isLessThan(100);
		while (this.written < PIECES) {
			int before = this.written;
			this.channel.runScheduledPendingTasks();
			assertThat(this.written).isGreaterThan(before);
			this.channel.releaseOutbound();
		}
	}

	/**
	 * A writer learns that the connection is closed when the requests on it are aborted.
	 * If what it writes was taken until then, it might not come to that.
	 */
	@Test
	void connectionThatIsClosedTakesNothing() {
		this.channel.close();
		this.output.flush();
		assertThat(this.written).isZero();
	}

	/**
	 * Its handler ends a response on another thread, and the event loop hears of it after
	 * the end of the connection.
	 */
	@Test
	void responseThatEndsWithItsConnectionIsNotForgotten() {
		this.written = PIECES;
		this.channel.close();
		this.scheduler.runToEnd();
		assertThat(this.output.end(0)).isTrue();
		assertThat(this.ends).isOne();
	}

	@Override
	public void sent() {
		if (this.written < PIECES) {
			this.written++;
			this.output.write(this.piece.retainedDuplicate());
		}
	}

	@Override
	public boolean breakOff() {
		return false;
	}

	@Override
	public void endSent() {
		this.ends++;
	}

}
