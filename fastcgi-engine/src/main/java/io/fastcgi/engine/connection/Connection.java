package io.fastcgi.engine.connection;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Objects;

import io.fastcgi.engine.codec.NoRoomForParamsException;
import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Refusal;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Connection of a front end: what FastCGI and SCGI have in common.
 *
 * @author FastCGI Spring Boot maintainers
 */
abstract class Connection extends ChannelInboundHandlerAdapter {

	private final ConnectionSettings settings;

	private final ConnectionRegistry registry;

	private final Channel channel;

	private final SocketAddress frontEnd;

	private final ConnectionClose close;

	private final ConnectionDeadlines deadlines;

	private final BodyLengths bodyLengths;

	private @Nullable ChannelHandlerContext context;

	private @Nullable OutputScheduler outputs;

	private long messages;

	Connection(ConnectionSettings settings, ConnectionRegistry registry, Channel channel) {
		this.settings = settings;
		this.registry = registry;
		this.channel = channel;
		this.frontEnd = FrontEndAddress.of(channel);
		this.close = new ConnectionClose(this, channel);
		this.deadlines = new ConnectionDeadlines(this, this.close, channel, settings.timeouts());
		this.bodyLengths = new BodyLengths(settings.limits().maxBodySize(), this::protocolError);
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
	 * Let handlers of tunnels know that they should come to an end.
	 */
	abstract void endTunnels();

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
	 * Look whether requests have missed a deadline.
	 * @param ctx the context
	 * @param now the time in nanoseconds
	 */
	abstract void checkRequests(ChannelHandlerContext ctx, long now);

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
	 * Close the connection if that is how to let the front end see that the response that
	 * was sent has no end, and if nobody else needs the connection.
	 * @param ctx the context
	 * @return whether it is closed
	 */
	abstract boolean breakOff(ChannelHandlerContext ctx);

	@Override
	public final void handlerAdded(ChannelHandlerContext ctx) {
		this.context = ctx;
		this.outputs = new OutputScheduler(ctx);
	}

	@Override
	public final void channelRead(ChannelHandlerContext ctx, Object message) {
		this.messages++;
		if (this.close.hasBegun()) {
			ReferenceCountUtil.release((message instanceof Record record) ? record.content() : message);
			return;
		}
		this.close.reading();
		receive(ctx, message);
	}

	@Override
	public final void channelReadComplete(ChannelHandlerContext ctx) {
		this.close.readComplete();
	}

	@Override
	public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
		if (this.channel.isWritable()) {
			outputs().run();
		}
	}

	@Override
	public final void channelInactive(ChannelHandlerContext ctx) {
		abortAll(ctx, AbortReason.CONNECTION_CLOSED);
		outputs().runToEnd();
	}

	@Override
	public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event == ConnectionEvent.CHECK_DEADLINES) {
			this.deadlines.check(ctx);
		}
		else if (event == ConnectionEvent.DRAIN) {
			endTunnels();
			this.close.whenQuiet();
		}
		else if (event == ConnectionEvent.ABORT) {
			abortAll(ctx, AbortReason.SHUTDOWN);
			close();
		}
		else if (event == ChannelInputShutdownEvent.INSTANCE) {
			inputClosed(ctx);
		}
		else if (event == ChannelInputShutdownReadComplete.INSTANCE) {
			if (this.close.hasBegun()) {
				this.channel.close();
			}
		}
	}

	@Override
	public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		if (this.close.hasBegun()) {
			return;
		}
		if (cause instanceof DecoderException) {
			if (!(cause instanceof NoRoomForParamsException)) {
				protocolError(String.valueOf(cause.getMessage()));
			}
			inputBroken(ctx, Refusals.of(cause));
			close();
			if (cause instanceof UnreadAnswersException) {
				// There is no point in waiting until it reads what was written.
				this.channel.close();
			}
			return;
		}
		if (cause instanceof IOException) {
			this.channel.close();
			return;
		}
		protocolError("Internal error: " + cause);
		this.close.reset();
	}

	final void protocolError(String description) {
		this.settings.events().protocolError(this.frontEnd, description);
	}

	final void timedOut(Deadline deadline) {
		this.settings.events().timedOut(this.frontEnd, deadline);
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
		this.settings.events().requestEnded(exchange);
	}

	/**
	 * Close the connection when what has been received is dealt with.
	 */
	final void closeWhenRead() {
		this.close.whenRead();
	}

	/**
	 * Close the connection after what was written is sent.
	 */
	final void close() {
		this.close.now();
	}

	/**
	 * Close the connection as one that broke, after what was written is sent.
	 */
	final void closeBroken() {
		this.close.broken();
	}

	/**
	 * Return how many messages were received.
	 * @return the number of messages
	 */
	final long messages() {
		return this.messages;
	}

	final BodyLengths bodyLengths() {
		return this.bodyLengths;
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

	final Timeouts timeouts() {
		return this.settings.timeouts();
	}

	final OutputScheduler outputs() {
		return Objects.requireNonNull(this.outputs);
	}

	final ChannelHandlerContext context() {
		return Objects.requireNonNull(this.context);
	}

	final Channel channel() {
		return this.channel;
	}

}
