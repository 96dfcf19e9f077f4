package io.fastcgi.engine.memory;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.RejectedExecutionException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.SingleThreadEventExecutor;

/**
 * Server's end of a connection in memory. Unlike Netty's local channel it has bounded
 * buffers, so that it knows back-pressure, and directions that are closed on their own.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class InMemoryChannel extends AbstractChannel implements DuplexChannel {

	private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

	private final BytePipe in = new BytePipe(this::wakeUp);

	private final BytePipe out = new BytePipe(this::wakeUp);

	private final ReadLoop reads = new ReadLoop(this, this.in);

	private final Runnable closing = () -> unsafe().close(voidPromise());

	private final ChannelConfig config = new DefaultChannelConfig(this) {

		@Override
		protected void autoReadCleared() {
			InMemoryChannel.this.readPending = false;
		}

	};

	private volatile boolean open = true;

	private volatile boolean readPending;

	private volatile boolean inputShutdown;

	private volatile boolean outputShutdown;

	InMemoryChannel(Channel parent) {
		super(parent);
	}

	/**
	 * Return the other end.
	 * @return the client's end
	 */
	InMemoryConnection peer() {
		return new InMemoryConnection(this.out, this.in);
	}

	/**
	 * Called on the threads of the client. Before the channel is registered there is
	 * nobody to wake up, and it looks by itself when it is.
	 */
	private void wakeUp() {
		if (isRegistered()) {
			try {
				eventLoop().execute(this::proceed);
			}
			catch (RejectedExecutionException ex) {
				// The server has stopped, and its connections are closed
			}
		}
	}

	private void proceed() {
		((InMemoryUnsafe) unsafe()).resumeWriting();
		if (this.readPending && isActive() && !this.inputShutdown && this.in.isReadable()) {
			this.readPending = false;
			if (this.reads.toEnd()) {
				this.inputShutdown = true;
				pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
				pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
			}
		}
	}

	@Override
	protected void doBeginRead() {
		this.readPending = true;
		eventLoop().execute(this::proceed);
	}

	@Override
	protected void doWrite(ChannelOutboundBuffer messages) throws IOException {
		for (ByteBuf bytes = (ByteBuf) messages.current(); bytes != null; bytes = (ByteBuf) messages.current()) {
			int count = this.out.offer(bytes.nioBuffer());
			messages.progress(count);
			if (count < bytes.readableBytes()) {
				bytes.skipBytes(count);
				return;
			}
			messages.remove();
		}
	}

	@Override
	protected Object filterOutboundMessage(Object message) {
		if (message instanceof ByteBuf) {
			return message;
		}
		throw new UnsupportedOperationException("Only bytes can be written, not " + message.getClass());
	}

	@Override
	protected void doShutdownOutput() {
		this.outputShutdown = true;
		this.out.end();
	}

	@Override
	protected void doClose() {
		this.open = false;
		this.in.abandon();
		this.out.end();
	}

	/**
	 * Other transports close the channels that are left when their event loops end.
	 */
	@Override
	protected void doRegister() {
		((SingleThreadEventExecutor) eventLoop()).addShutdownHook(this.closing);
	}

	@Override
	protected void doDeregister() {
		((SingleThreadEventExecutor) eventLoop()).removeShutdownHook(this.closing);
	}

	@Override
	protected void doBind(SocketAddress localAddress) {
		throw new UnsupportedOperationException();
	}

	@Override
	protected void doDisconnect() {
		doClose();
	}

	@Override
	public boolean isInputShutdown() {
		return this.inputShutdown || !this.open;
	}

	@Override
	public ChannelFuture shutdownInput() {
		return shutdownInput(newPromise());
	}

	@Override
	public ChannelFuture shutdownInput(ChannelPromise promise) {
		this.inputShutdown = true;
		this.in.abandon();
		return promise.setSuccess();
	}

	@Override
	public boolean isOutputShutdown() {
		return this.outputShutdown || !this.open;
	}

	@Override
	public ChannelFuture shutdownOutput() {
		return shutdownOutput(newPromise());
	}

	@Override
	public ChannelFuture shutdownOutput(ChannelPromise promise) {
		eventLoop().execute(() -> ((InMemoryUnsafe) unsafe()).shutdownOutput(promise));
		return promise;
	}

	@Override
	public boolean isShutdown() {
		return isInputShutdown() && isOutputShutdown();
	}

	@Override
	public ChannelFuture shutdown() {
		return shutdown(newPromise());
	}

	@Override
	public ChannelFuture shutdown(ChannelPromise promise) {
		shutdownInput();
		return shutdownOutput(promise);
	}

	@Override
	protected AbstractUnsafe newUnsafe() {
		return new InMemoryUnsafe();
	}

	@Override
	protected boolean isCompatible(EventLoop loop) {
		return loop instanceof SingleThreadEventExecutor;
	}

	@Override
	protected SocketAddress localAddress0() {
		return parent().localAddress();
	}

	@Override
	protected SocketAddress remoteAddress0() {
		return parent().localAddress();
	}

	@Override
	public ChannelConfig config() {
		return this.config;
	}

	@Override
	public ChannelMetadata metadata() {
		return METADATA;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public boolean isActive() {
		return this.open;
	}

	/**
	 * What the pipeline asks for.
	 */
	private final class InMemoryUnsafe extends AbstractUnsafe {

		@Override
		public void connect(SocketAddress remoteAddress, SocketAddress localAddress, ChannelPromise promise) {
			safeSetFailure(promise, new UnsupportedOperationException());
		}

		void resumeWriting() {
			flush0();
		}

	}

}
