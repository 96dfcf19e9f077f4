package io.fastcgi.engine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Listener}.
 *
 * @author FastCGI Spring Boot maintainers
 */
class ListenerTests {

	private final InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9000);

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final Listener listener = new Listener(ListenerSpec.of(new Endpoint.Tcp(this.address)), this.channel,
			this.address, this.channel::close);

	@AfterEach
	void release() {
		this.channel.finishAndReleaseAll();
	}

	/**
	 * What the system has taken in by then would be reset with the listener.
	 */
	@Test
	void connectionsThatWaitAreAcceptedBeforeItIsClosed() {
		this.channel.freezeTime();
		CompletableFuture<Void> drained = this.listener.drain();
		this.channel.runPendingTasks();
		assertThat(this.channel.isOpen()).isTrue();
		int most = this.channel.metadata().defaultMaxMessagesPerRead();
		this.channel.writeInbound(Collections.nCopies(most, "connection").toArray());
		assertThat(this.channel.isOpen()).isTrue();
		assertThat(drained).isNotDone();
		this.channel.flushInbound();
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(drained).isCompleted();
	}

	/**
	 * An event loop that was busy all the time looks at its sockets once more.
	 */
	@Test
	void listenerIsClosedSoonWhenNobodyConnects() {
		this.channel.freezeTime();
		CompletableFuture<Void> drained = this.listener.drain();
		this.channel.advanceTimeBy(50, TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
		assertThat(this.channel.isOpen()).isTrue();
		this.channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(drained).isCompleted();
	}

}
