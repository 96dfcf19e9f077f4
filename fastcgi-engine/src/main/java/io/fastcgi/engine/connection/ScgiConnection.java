package io.fastcgi.engine.connection;

import java.nio.charset.StandardCharsets;

import io.fastcgi.engine.codec.ScgiDecoder;
import io.fastcgi.engine.codec.ScgiHead;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.engine.exchange.WireProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * SCGI connection: one request, one response, and the end of the connection.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ScgiConnection extends Connection implements InputFlow.Policy {

	private final InputQueue stdin;

	private @Nullable DefaultExchange exchange;

	private boolean ended;

	ScgiConnection(ConnectionSettings settings, ConnectionRegistry registry, Channel channel) {
		super(settings, registry, channel);
		this.stdin = new InputQueue(channel.eventLoop(), channel.alloc(), new InputFlow(channel, this),
				registry.unreadInput());
	}

	@Override
	void receive(ChannelHandlerContext ctx, Object message) {
		if (message instanceof ScgiHead head) {
			begin(ctx, head);
			return;
		}
		ByteBuf content = (ByteBuf) message;
		if (content.isReadable()) {
			this.stdin.append(content);
		}
		else {
			content.release();
			this.stdin.endBody();
		}
	}

	private void begin(ChannelHandlerContext ctx, ScgiHead head) {
		Params params = settings().access().admit(new Params(head.content(), head.spans(), settings().paramsCharset()));
		if (params == null) {
			refuse(ctx, Refusal.WRONG_SECRET);
			return;
		}
		if (head.contentLength() > bodyLengths().max()) {
			refuse(ctx, Refusal.BODY_TOO_LARGE);
			return;
		}
		if (!registry().beginRequest()) {
			refuse(ctx, Refusal.OVERLOADED);
			return;
		}
		bodyLengths().expect(this.stdin, params, head.contentLength());
		DefaultExchange started = new DefaultExchange(this, ctx, Role.RESPONDER, WireProtocol.SCGI, params,
				new RequestInput(this.stdin, null), new ScgiFraming(this::errorOutput), this::exchangeEnded);
		this.exchange = started;
		if (started.isUpgradeRequested()) {
			ctx.pipeline().get(ScgiDecoder.class).passOnRest();
		}
		started(started);
	}

	private void errorOutput(ByteBuf content) {
		try {
			DefaultExchange current = this.exchange;
			if (current != null) {
				settings().events().errorOutput(current, content.toString(StandardCharsets.UTF_8));
			}
		}
		finally {
			content.release();
		}
	}

	private void refuse(ChannelHandlerContext ctx, Refusal refusal) {
		refused(refusal);
		RefusalDocument document = RefusalDocument.of(refusal);
		ByteBuf out = ctx.alloc().buffer(document.length());
		document.writeTo(out);
		ctx.writeAndFlush(out, ctx.voidPromise());
		this.ended = true;
		close();
	}

	private void exchangeEnded(DefaultExchange exchange) {
		registry().endRequest();
		ended(exchange);
		this.ended = true;
		closeWhenRead();
	}

	@Override
	void inputBroken(ChannelHandlerContext ctx, @Nullable Refusal refusal) {
		if (refusal != null && this.exchange == null) {
			refuse(ctx, refusal);
		}
		else {
			abortAll(ctx, AbortReason.PROTOCOL_ERROR);
		}
	}

	@Override
	boolean breakOff(ChannelHandlerContext ctx) {
		closeBroken();
		return true;
	}

	@Override
	void inputClosed(ChannelHandlerContext ctx) {
		// Closing one side after the request is the client's right.
		if (this.exchange != null && (this.stdin.hasEnded() || this.stdin.isTunnel())) {
			this.stdin.end();
		}
		else {
			abortAll(ctx, AbortReason.CONNECTION_CLOSED);
			close();
		}
	}

	@Override
	void abortAll(ChannelHandlerContext ctx, AbortReason reason) {
		if (this.exchange != null) {
			this.exchange.abort(reason);
		}
	}

	@Override
	void endTunnels() {
		this.stdin.endTunnel();
	}

	@Override
	boolean isBusy() {
		return this.exchange != null && !this.ended;
	}

	@Override
	boolean isInputComplete() {
		return this.stdin.hasEnded();
	}

	@Override
	void checkRequests(ChannelHandlerContext ctx, long now) {
		if (this.exchange != null) {
			this.exchange.check(now, timeouts());
		}
	}

	@Override
	public boolean isPremature(InputQueue stream) {
		return false;
	}

	@Override
	public boolean isShared() {
		return false;
	}

	@Override
	public boolean isExclusive() {
		return true;
	}

	@Override
	public boolean hasSiblings() {
		return false;
	}

	@Override
	public void giveUp(InputQueue stream) {
		throw new IllegalStateException("There is nobody for whom to give the only request up");
	}

}
