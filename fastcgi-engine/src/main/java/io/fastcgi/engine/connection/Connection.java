package io.fastcgi.engine.connection;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Connection of a front end: what FastCGI and SCGI have in common.
 *
 * @author FastCGI Spring Boot maintainers
 */
abstract class Connection extends ChannelInboundHandlerAdapter {

	/**
	 * How long a front end may take to close its side after the server closed its own.
	 */
	private static final long LINGER_SECONDS = 5;

	private final ConnectionSettings settings;

	private final ConnectionRegistry registry;

	private final Channel channel;

	private final SocketAddress frontEnd;

	private final ReadWindow window;

	private boolean closing;

	Connection(ConnectionSettings settings, ConnectionRegistry registry, Channel channel) {
		this.settings = settings;
		this.registry = registry;
		this.channel = channel;
		this.frontEnd = channel.remoteAddress();
		this.window = new ReadWindow(channel, settings.limits().inputWindow());
	}

	/**
	 * Handle a message of the decoder.
	 * @param ctx the context
	 * @param message the message, to be released by this method
	 */
	abstract void receive(ChannelHandlerContext ctx, Object message);

	/**
	 * Abort every request that is in progress.
	 * @param ctx the context
	 * @param reason the reason
	 */
	abstract void abortAll(ChannelHandlerContext ctx, AbortReason reason);

	/**
	 * Return whether a request is in progress, be it that its params are not complete.
	 * @return whether the connection is busy
	 */
	abstract boolean isBusy();

	/**
	 * Return whether nothing more can come that belongs to a request that ended.
	 * @return whether all input was received
	 */
	abstract boolean isInputComplete();

	/**
	 * Tell every exchange that the connection takes more.
	 */
	abstract void writabilityChanged();

	/**
	 * Note that the front end will send no more.
	 * @param ctx the context
	 */
	abstract void inputClosed(ChannelHandlerContext ctx);

	/**
	 * Note that the front end sent something after which nothing can be read.
	 * @param ctx the context
	 * @param refusal how to answer, if it can be answered
	 */
	abstract void inputBroken(ChannelHandlerContext ctx, @Nullable Refusal refusal);

	/**
	 * Return whether a handler is at work.
	 * @return whether there is an exchange
	 */
	abstract boolean hasExchange();

	@Override
	public final void channelRead(ChannelHandlerContext ctx, Object message) {
		if (this.closing) {
			ReferenceCountUtil.release((message instanceof Record record) ? record.content() : message);
			return;
		}
		receive(ctx, message);
	}

	@Override
	public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
		if (this.channel.isWritable()) {
			writabilityChanged();
		}
	}

	@Override
	public final void channelInactive(ChannelHandlerContext ctx) {
		abortAll(ctx, AbortReason.CONNECTION_CLOSED);
	}

	@Override
	public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event == ConnectionEvent.DRAIN) {
			closeWhenIdle();
		}
		else if (event == ConnectionEvent.ABORT) {
			abortAll(ctx, AbortReason.SHUTDOWN);
			close();
		}
		else if (event == ChannelInputShutdownEvent.INSTANCE) {
			inputClosed(ctx);
		}
		else if (event == ChannelInputShutdownReadComplete.INSTANCE) {
			if (this.closing) {
				this.channel.close();
			}
		}
		else if (event instanceof IdleStateEvent && !hasExchange()) {
			abortAll(ctx, AbortReason.CONNECTION_CLOSED);
			this.channel.close();
		}
	}

	@Override
	public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		if (this.closing) {
			return;
		}
		if (cause instanceof DecoderException) {
			protocolError(String.valueOf(cause.getMessage()));
			inputBroken(ctx, Refusals.of(cause));
			close();
			return;
		}
		if (!(cause instanceof IOException)) {
			protocolError("Internal error: " + cause);
		}
		this.channel.close();
	}

	final void protocolError(String description) {
		this.settings.events().protocolError(this.frontEnd, description);
	}

	final void refused(Refusal refusal) {
		this.settings.events().requestRefused(this.frontEnd, refusal);
	}

	final void handlerFailed(DefaultExchange exchange, Throwable cause) {
		this.settings.events().handlerFailed(exchange, cause);
	}

	final void aborted(DefaultExchange exchange, AbortReason reason) {
		this.settings.events().requestAborted(exchange, reason);
	}

	final void started(DefaultExchange exchange) {
		this.settings.events().requestStarted(exchange);
		try {
			this.settings.handler().handle(exchange);
		}
		catch (Throwable ex) {
			exchange.fail(ex);
		}
	}

	final void ended(DefaultExchange exchange) {
		this.registry.endRequest();
		this.settings.events().requestEnded(exchange);
	}

	private void closeWhenIdle() {
		if (!isBusy()) {
			close();
		}
	}

	/**
	 * Close the connection after what was written is sent. Where the front end may still
	 * be sending, its bytes are read and thrown away until it closes its side, because a
	 * reset could overtake the response.
	 */
	final void close() {
		if (this.closing) {
			return;
		}
		boolean linger = !isInputComplete() && this.channel instanceof DuplexChannel;
		this.closing = true;
		this.channel.config().setAutoRead(true);
		this.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((written) -> {
			if (linger && written.isSuccess() && !((DuplexChannel) this.channel).isInputShutdown()) {
				((DuplexChannel) this.channel).shutdownOutput();
				Future<?> timer = this.channel.eventLoop()
					.schedule(() -> this.channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
				this.channel.closeFuture().addListener((closed) -> timer.cancel(false));
			}
			else {
				this.channel.close();
			}
		});
	}

	final SocketAddress frontEnd() {
		return this.frontEnd;
	}

	final ConnectionSettings settings() {
		return this.settings;
	}

	final ConnectionRegistry registry() {
		return this.registry;
	}

	final ReadWindow window() {
		return this.window;
	}

}
