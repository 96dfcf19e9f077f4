package io.fastcgi.engine.memory;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.util.concurrent.RejectedExecutionException;

import io.netty.channel.AbstractServerChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Channel that listens in memory, on an event loop of any transport: it needs nothing
 * from it but that it runs tasks.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class InMemoryServerChannel extends AbstractServerChannel {

	private final ChannelConfig config = new DefaultChannelConfig(this);

	private volatile @Nullable InMemoryAddress address;

	private volatile boolean open = true;

	/**
	 * Connect, as a socket does whose connection waits to be accepted.
	 * @return the client's end
	 * @throws ConnectException if the server is gone
	 */
	InMemoryConnection connect() throws ConnectException {
		InMemoryChannel child = new InMemoryChannel(this);
		try {
			eventLoop().execute(() -> accept(child));
		}
		catch (RejectedExecutionException ex) {
			throw new ConnectException("The server has stopped");
		}
		return child.peer();
	}

	private void accept(InMemoryChannel child) {
		if (isActive()) {
			pipeline().fireChannelRead(child);
			pipeline().fireChannelReadComplete();
		}
		else {
			child.unsafe().closeForcibly();
		}
	}

	@Override
	protected void doBind(SocketAddress localAddress) throws IOException {
		InMemoryAddress inMemory = (InMemoryAddress) localAddress;
		inMemory.bind(this);
		this.address = inMemory;
	}

	@Override
	protected void doClose() {
		this.open = false;
		InMemoryAddress bound = this.address;
		if (bound != null) {
			bound.unbind(this);
		}
	}

	@Override
	protected void doBeginRead() {
		// Connections are accepted as they come
	}

	@Override
	protected @Nullable SocketAddress localAddress0() {
		return this.address;
	}

	@Override
	protected boolean isCompatible(EventLoop loop) {
		return true;
	}

	@Override
	public ChannelConfig config() {
		return this.config;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public boolean isActive() {
		return this.open && this.address != null;
	}

}
