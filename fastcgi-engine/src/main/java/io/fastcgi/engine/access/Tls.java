package io.fastcgi.engine.access;

import java.time.Duration;
import java.util.function.Supplier;

import io.fastcgi.engine.event.ServerEventListener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;

/**
 * How a listener speaks TLS.
 *
 * @param context asked for each connection, so that a certificate can be replaced; it has
 * to be for a server
 * @param clientAuth whether front ends have to show a certificate. Sets what the context
 * asks for, of whose trust manager it is to say which certificates are good.
 * @param handshakeTimeout how long a handshake may take
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public record Tls(Supplier<SslContext> context, ClientAuth clientAuth, Duration handshakeTimeout) {

	/**
	 * Add what is needed to the pipeline of a connection.
	 * @param pipeline the pipeline
	 * @param events told of handshakes that fail
	 */
	public void addTo(ChannelPipeline pipeline, ServerEventListener events) {
		SslHandler handler = this.context.get().newHandler(pipeline.channel().alloc());
		switch (this.clientAuth) {
			case NONE -> handler.engine().setWantClientAuth(false);
			case OPTIONAL -> handler.engine().setWantClientAuth(true);
			case REQUIRE -> handler.engine().setNeedClientAuth(true);
		}
		handler.setHandshakeTimeoutMillis(this.handshakeTimeout.toMillis());
		pipeline.addLast(handler);
		pipeline.addLast(new TlsWatcher(events));
	}

	/**
	 * Send no more: say so in TLS, where it is spoken, and then in TCP. Without the first
	 * the front end could not tell the end of a response from an attack.
	 * @param channel the connection, to which all that was written is sent
	 */
	public static void shutdownOutput(DuplexChannel channel) {
		SslHandler handler = ((Channel) channel).pipeline().get(SslHandler.class);
		if (handler == null) {
			channel.shutdownOutput();
			return;
		}
		handler.closeOutbound().addListener((notified) -> channel.shutdownOutput());
	}

	/**
	 * Close a connection without saying so in TLS, as one that broke.
	 * @param channel the connection
	 */
	public static void closeBroken(Channel channel) {
		ChannelHandlerContext handler = channel.pipeline().context(SslHandler.class);
		if (handler == null) {
			channel.close();
			return;
		}
		// What is before the handler does not know of TLS.
		handler.close();
	}

}
