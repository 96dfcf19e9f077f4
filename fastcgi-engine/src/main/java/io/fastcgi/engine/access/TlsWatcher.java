package io.fastcgi.engine.access;

import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;

import io.fastcgi.engine.event.ConnectionRefusal;
import io.fastcgi.engine.event.ServerEventListener;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * Stands behind the TLS handler of a connection: reports handshakes that fail, and makes
 * the end of a TLS stream look like the end of a TCP stream.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class TlsWatcher extends ChannelDuplexHandler {

	private final ServerEventListener events;

	private boolean established;

	private boolean closing;

	TlsWatcher(ServerEventListener events) {
		this.events = events;
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event instanceof SslHandshakeCompletionEvent handshake) {
			this.established = handshake.isSuccess();
			if (!this.established && !this.closing) {
				report(ctx, handshake.cause());
			}
		}
		else if (event instanceof SslCloseCompletionEvent close) {
			if (close.isSuccess()) {
				ctx.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
				ctx.fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
			}
		}
		else {
			ctx.fireUserEventTriggered(event);
		}
	}

	@Override
	public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
		this.closing = true;
		ctx.close(promise);
	}

	private void report(ChannelHandlerContext ctx, Throwable cause) {
		// A peer that left without a word is not worth one: it may be a health check.
		if (!(cause instanceof ClosedChannelException)) {
			this.events.connectionRefused(ctx.channel().remoteAddress(), ConnectionRefusal.TLS_FAILED, describe(cause));
		}
	}

	/**
	 * Describe a failure, never with what was received: that may hold a secret.
	 * @param cause the failure
	 * @return the description
	 */
	private static String describe(Throwable cause) {
		if (cause instanceof NotSslRecordException) {
			return "it does not speak TLS, which this listener does; let the front end use TLS, or another listener";
		}
		Throwable root = cause;
		while (root.getCause() != null && !(root instanceof CertificateException)) {
			root = root.getCause();
		}
		return "the TLS handshake failed: " + root.getMessage();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		// A handshake that fails says so with an event as well.
		if (this.established) {
			ctx.fireExceptionCaught(cause);
		}
		else {
			ctx.close();
		}
	}

}
