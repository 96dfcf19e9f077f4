package io.fastcgi.engine.connection;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.fastcgi.engine.access.Tls;
import io.fastcgi.engine.codec.NoRoomForParamsException;
import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Connection of a front end: what FastCGI and SCGI have in common.
 *
 * @author FastCGI Spring Boot maintainers
 */
abstract class Connection extends ChannelInboundHandlerAdapter {

	/**
	 * How long a connection must have been silent to be closed by a server that is about
	 * to stop. If it was used just now, the next request may be on its way already, and
	 * whoever sent it could not know whether it is safe to send it again.
	 */
	private static final long QUIET_MILLIS = 100;

	private final ConnectionSettings settings;

	private final ConnectionRegistry registry;

	private final Channel channel;

	private final SocketAddress frontEnd;

	private final ConnectionWatch watch;

	private @Nullable ChannelHandlerContext context;

	private @Nullable OutputScheduler outputs;

	private long messages;

	private boolean reading;

	private boolean closeAfterRead;

	private boolean closing;

	private boolean lingering;

	Connection(ConnectionSettings settings, ConnectionRegistry registry, Channel channel) {
		this.settings = settings;
		this.registry = registry;
		this.channel = channel;
		this.frontEnd = FrontEndAddress.of(channel);
		this.watch = new ConnectionWatch(channel, settings.timeouts());
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

	@Override
	public final void handlerAdded(ChannelHandlerContext ctx) {
		this.context = ctx;
		this.outputs = new OutputScheduler(ctx);
	}

	@Override
	public final void channelRead(ChannelHandlerContext ctx, Object message) {
		this.messages++;
		if (this.closing) {
			ReferenceCountUtil.release((message instanceof Record record) ? record.content() : message);
			return;
		}
		this.reading = true;
		receive(ctx, message);
	}

	@Override
	public final void channelReadComplete(ChannelHandlerContext ctx) {
		this.reading = false;
		if (this.closeAfterRead && !isBusy()) {
			close();
		}
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
			checkDeadlines(ctx);
		}
		else if (event == ConnectionEvent.DRAIN) {
			closeWhenQuiet(this.messages);
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
	}

	private void closeWhenQuiet(long messagesBefore) {
		this.channel.eventLoop().schedule(() -> {
			if (!isBusy() && this.messages == messagesBefore && this.messages > 0) {
				close();
			}
		}, QUIET_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void checkDeadlines(ChannelHandlerContext ctx) {
		long now = System.nanoTime();
		if (this.watch.isOutputStuck(now)) {
			timedOut(Deadline.OUTPUT);
			abortAll(ctx, AbortReason.TIMEOUT);
			this.channel.close();
		}
		else if (this.closing) {
			if (this.lingering && this.watch.isLingerOver(this.messages, now)) {
				this.channel.close();
			}
		}
		else if (isBusy()) {
			this.watch.busy(this.messages, now);
			checkRequests(ctx, now);
		}
		else {
			checkIdle(now);
		}
	}

	private void checkIdle(long now) {
		if (this.registry.isDraining()) {
			if (this.watch.hadItsLastChance(this.messages, now)) {
				this.channel.close();
			}
			return;
		}
		Deadline missed = this.watch.idleDeadline(this.messages, now);
		if (missed != null) {
			timedOut(missed);
			this.channel.close();
		}
	}

	@Override
	public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		if (this.closing) {
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
		if (!(cause instanceof IOException)) {
			protocolError("Internal error: " + cause);
		}
		this.channel.close();
	}

	/**
	 * Tell a stream how much may come. Some versions of nginx announce less to a SCGI
	 * server than the client did when they do not buffer the body; what comes then is not
	 * all of it.
	 * @param stdin the stream
	 * @param params the params of the request
	 * @param length the number of bytes that the front end announced or {@code -1}
	 */
	final void expectBody(InputQueue stdin, Params params, long length) {
		stdin.expect(length, this.settings.limits().maxBodySize());
		long clientLength = params.number("HTTP_CONTENT_LENGTH");
		if (clientLength >= 0 && length >= 0 && clientLength != length) {
			stdin.distrust();
			if (length > 0) {
				protocolError("CONTENT_LENGTH is %d but the client announced %d; with nginx, switch ".formatted(length,
						clientLength) + "scgi_request_buffering on");
			}
		}
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
		this.registry.endRequest();
		this.settings.events().requestEnded(exchange);
	}

	/**
	 * Close the connection when what has been received is dealt with: what is missing to
	 * the input of a request that ended may just have come with it.
	 */
	final void closeWhenRead() {
		if (this.reading) {
			this.closeAfterRead = true;
		}
		else {
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
		this.watch.closing(this.messages, System.nanoTime());
		this.channel.config().setAutoRead(true);
		outputs().runToEnd();
		this.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((written) -> {
			if (linger && written.isSuccess() && !((DuplexChannel) this.channel).isInputShutdown()) {
				this.lingering = true;
				Tls.shutdownOutput((DuplexChannel) this.channel);
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
