package io.fastcgi.engine;

import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/**
 * A bound listener.
 *
 * @param spec what was asked for
 * @param channel the server channel
 * @param address the address it is bound to, which a closed channel has forgotten
 * @param closing ends it
 * @author FastCGI Spring Boot maintainers
 */
record Listener(ListenerSpec spec, Channel channel, SocketAddress address, Supplier<ChannelFuture> closing) {

	ListenerState state() {
		return new ListenerState(this.spec, this.address,
				this.channel.isActive() && this.channel.isRegistered() && isThere());
	}

	/**
	 * Nobody can connect any more when somebody has deleted the file of a socket.
	 */
	private boolean isThere() {
		return !(this.spec.endpoint() instanceof Endpoint.Unix unix)
				|| Files.exists(unix.path(), LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * Accept what there is to accept, and then no more.
	 * @return completed when nothing is accepted any more
	 */
	CompletableFuture<Void> drain() {
		CompletableFuture<Void> drained = new CompletableFuture<>();
		LastAccept.then(this.channel, () -> close().thenAccept(drained::complete));
		return drained;
	}

	/**
	 * Accept no more connections.
	 * @return completed when none is accepted
	 */
	CompletableFuture<Void> close() {
		CompletableFuture<Void> closed = new CompletableFuture<>();
		this.closing.get().addListener((ignored) -> closed.complete(null));
		return closed;
	}

}
