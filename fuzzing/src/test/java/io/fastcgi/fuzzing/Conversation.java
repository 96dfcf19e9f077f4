package io.fastcgi.fuzzing;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.access.Access;
import io.fastcgi.engine.connection.ConnectionInitializer;
import io.fastcgi.engine.connection.ConnectionRegistry;
import io.fastcgi.engine.connection.ConnectionSettings;
import io.fastcgi.engine.connection.Limits;
import io.fastcgi.engine.connection.ProtocolMode;
import io.fastcgi.engine.connection.Timeouts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole connection without a network.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class Conversation {

	private static final Limits limits = Limits.builder()
		.maxRequestsPerConnection(8)
		.maxParamsSize(8192)
		.maxParams(64)
		.build();

	private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);

	private final ScriptedHandler handler = new ScriptedHandler();

	private final Events events = new Events();

	private final ConnectionRegistry registry = new ConnectionRegistry(limits, this.events);

	private final EmbeddedChannel channel;

	Conversation() {
		ConnectionSettings settings = new ConnectionSettings(limits, Timeouts.defaults(), this.handler, this.events,
				StandardCharsets.UTF_8, Access.unrestricted());
		this.channel = new EmbeddedChannel(new ConnectionInitializer(settings, this.registry, ProtocolMode.AUTO,
				new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000)));
		this.channel.freezeTime();
		this.channel.config().setAllocator(this.allocator);
	}

	/**
	 * Send bytes, and return what came back by then.
	 */
	byte[] send(byte[] piece) {
		if (this.channel.isOpen()) {
			this.channel.writeInbound(this.allocator.heapBuffer(piece.length).writeBytes(piece));
		}
		return receive();
	}

	/**
	 * Let time go by without reading, or read again.
	 */
	void setReading(boolean reading) {
		if (this.channel.isOpen()) {
			this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, reading);
			this.channel.runPendingTasks();
		}
	}

	boolean isOpen() {
		return this.channel.isOpen();
	}

	/**
	 * End the conversation, and return what came back by then.
	 */
	byte[] end(Ending ending) {
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		if (this.channel.isOpen()) {
			ending.of(this.channel, this.registry);
			received.writeBytes(receive());
			this.handler.release();
			received.writeBytes(receive());
		}
		return received.toByteArray();
	}

	/**
	 * Close the connection if it is open, and check that nothing is left of it.
	 */
	void close() {
		this.channel.close();
		this.channel.runPendingTasks();
		this.handler.release();
		this.channel.runPendingTasks();
		this.channel.checkException();
		this.channel.releaseOutbound();
		assertThat(this.channel.inboundMessages()).isEmpty();
		this.events.check();
		assertThat(this.registry.requests()).isZero();
		assertThat(this.registry.connections()).isZero();
		assertThat(this.allocator.metric().usedHeapMemory() + this.allocator.metric().usedDirectMemory())
			.as("bytes that nobody released")
			.isZero();
	}

	private byte[] receive() {
		this.channel.runPendingTasks();
		this.channel.checkException();
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		for (ByteBuf bytes = this.channel.readOutbound(); bytes != null; bytes = this.channel.readOutbound()) {
			received.writeBytes(ByteBufUtil.getBytes(bytes));
			bytes.release();
		}
		return received.toByteArray();
	}

}
