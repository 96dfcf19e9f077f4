package io.fastcgi.engine.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InMemoryChannel} that need no server.
 *
 * @author FastCGI Spring Boot maintainers
 */
class InMemoryChannelTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final EventLoopGroup eventLoops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final BlockingQueue<Channel> channels = new LinkedBlockingQueue<>();

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	private final InMemoryAddress address = new InMemoryAddress();

	@AfterEach
	void stop() throws InterruptedException {
		assertThat(this.eventLoops.shutdownGracefully(0, 0, TimeUnit.SECONDS).await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void nothingIsReadThatNobodyAskedFor() throws Exception {
		try (InMemoryConnection connection = connect()) {
			Channel channel = channel();
			this.eventLoops.submit(() -> channel.config().setAutoRead(false)).sync();
			write(connection, "later");
			this.eventLoops.submit(() -> {
			}).sync();
			assertThat(this.received).isEmpty();
			channel.config().setAutoRead(true);
			assertThat(this.received.poll(10, TimeUnit.SECONDS)).isEqualTo("later");
		}
	}

	@Test
	void onlyBytesCanBeWritten() throws Exception {
		try (InMemoryConnection connection = connect()) {
			assertThat(channel().writeAndFlush("text").await().cause())
				.isInstanceOf(UnsupportedOperationException.class);
		}
	}

	@Test
	void directionsAreClosedOnTheirOwn() throws Exception {
		try (InMemoryConnection connection = connect()) {
			DuplexChannel channel = (DuplexChannel) channel();
			assertThat(channel.isShutdown()).isFalse();
			channel.shutdownOutput().sync();
			assertThat(channel.isOutputShutdown()).isTrue();
			assertThat(connection.read(ByteBuffer.allocate(1), PATIENCE)).isEqualTo(-1);
			write(connection, "still");
			assertThat(this.received.poll(10, TimeUnit.SECONDS)).isEqualTo("still");
			assertThat(channel.isInputShutdown()).isFalse();
			channel.shutdown().await();
			assertThat(channel.isShutdown()).isTrue();
			assertThat(channel.isOpen()).isTrue();
		}
	}

	@Test
	void resetClosesTheChannelWhateverItsHandlersDo() throws Exception {
		InMemoryConnection connection = connect();
		Channel channel = channel();
		connection.reset();
		assertThat(channel.closeFuture().await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whatIsLeftIsClosedWithTheEventLoops() throws Exception {
		try (InMemoryConnection connection = connect()) {
			Channel channel = channel();
			stop();
			assertThat(channel.isOpen()).isFalse();
			assertThat(connection.read(ByteBuffer.allocate(1), PATIENCE)).isEqualTo(-1);
		}
	}

	private InMemoryConnection connect() throws Exception {
		new ServerBootstrap().group(this.eventLoops)
			.channelFactory(this.address::newChannel)
			.childHandler(new Recorder())
			.bind(this.address)
			.sync();
		return this.address.connect();
	}

	private Channel channel() throws InterruptedException {
		Channel channel = this.channels.poll(10, TimeUnit.SECONDS);
		assertThat(channel).isNotNull();
		return channel;
	}

	private static void write(InMemoryConnection connection, String text) throws Exception {
		connection.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), PATIENCE);
	}

	/**
	 * Keeps what is received.
	 */
	private final class Recorder extends ChannelInboundHandlerAdapter {

		@Override
		public void channelActive(ChannelHandlerContext ctx) {
			InMemoryChannelTests.this.channels.add(ctx.channel());
			ctx.fireChannelActive();
		}

		@Override
		public void channelRead(ChannelHandlerContext ctx, Object message) {
			InMemoryChannelTests.this.received.add(((ByteBuf) message).toString(StandardCharsets.US_ASCII));
			ReferenceCountUtil.release(message);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
			// Ignored, as by handlers that wait for the end
		}

	}

}
