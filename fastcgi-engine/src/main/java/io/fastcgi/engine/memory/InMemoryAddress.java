package io.fastcgi.engine.memory;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.ServerChannel;
import org.jspecify.annotations.Nullable;

/**
 * Place within this virtual machine where one server can listen at a time. Whoever has
 * the address can connect, and nobody else.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class InMemoryAddress extends SocketAddress {

	private final transient AtomicReference<@Nullable InMemoryServerChannel> listener = new AtomicReference<>();

	/**
	 * Connect to the server.
	 * @return a connection, to be closed by the caller
	 * @throws ConnectException if no server listens
	 */
	public InMemoryConnection connect() throws ConnectException {
		InMemoryServerChannel channel = this.listener.get();
		if (channel == null) {
			throw new ConnectException("No server listens at this address in memory");
		}
		return channel.connect();
	}

	/**
	 * Create a channel that can be bound to this address.
	 * @return the channel
	 */
	public ServerChannel newChannel() {
		return new InMemoryServerChannel();
	}

	void bind(InMemoryServerChannel channel) throws IOException {
		if (!this.listener.compareAndSet(null, channel)) {
			throw new BindException("Address already in use");
		}
	}

	void unbind(InMemoryServerChannel channel) {
		this.listener.compareAndSet(channel, null);
	}

	@Override
	public String toString() {
		return "memory";
	}

}
