package io.fastcgi.engine.connection;

import java.time.Duration;
import java.util.List;

import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.event.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Tells the protocol of a connection by its first byte: the version of a FastCGI record,
 * or the first digit of a SCGI netstring.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ProtocolDetector extends ByteToMessageDecoder {

	private final ConnectionSettings settings;

	private final ConnectionRegistry registry;

	private final ProtocolPipeline protocols;

	private final Stillness silence = new Stillness(0, System.nanoTime());

	ProtocolDetector(ConnectionSettings settings, ConnectionRegistry registry, ProtocolPipeline protocols) {
		this.settings = settings;
		this.registry = registry;
		this.protocols = protocols;
	}

	@Override
	protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
		int first = in.getUnsignedByte(in.readerIndex());
		ChannelPipeline pipeline = ctx.pipeline();
		if (first == Record.VERSION) {
			this.protocols.addFastCgi(pipeline);
			pipeline.remove(this);
		}
		else if (first >= '0' && first <= '9') {
			this.protocols.addScgi(pipeline);
			pipeline.remove(this);
		}
		else {
			this.settings.events()
				.protocolError(FrontEndAddress.of(ctx.channel()),
						"Neither FastCGI nor SCGI; it looks like " + describe(first));
			in.skipBytes(in.readableBytes());
			ctx.close();
		}
	}

	private static String describe(int first) {
		if (first == 0x16) {
			return "TLS; let the front end speak to this listener without it, or the listener speak TLS";
		}
		if (first == 0x0D || first == 'P') {
			return "HTTP or the PROXY protocol; let the front end use fastcgi_pass or scgi_pass without PROXY headers";
		}
		if (first >= 'A' && first <= 'Z') {
			return "HTTP; let the front end use fastcgi_pass or scgi_pass, not proxy_pass";
		}
		return "no protocol known here (first byte 0x%02X)".formatted(first);
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
		if (event == ConnectionEvent.CHECK_DEADLINES) {
			checkDeadline(ctx);
		}
		else if (event != ConnectionEvent.DRAIN) {
			// Nothing was received yet, so whatever the event is, there is nothing to
			// finish.
			ctx.close();
		}
	}

	private void checkDeadline(ChannelHandlerContext ctx) {
		boolean draining = this.registry.isDraining();
		Duration timeout = (draining) ? ConnectionDeadlines.LAST_CHANCE : this.settings.timeouts().firstRequest();
		if (this.silence.isLongerThan(timeout, 0, System.nanoTime())) {
			if (!draining) {
				this.settings.events().timedOut(FrontEndAddress.of(ctx.channel()), Deadline.FIRST_REQUEST);
			}
			ctx.close();
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		ctx.close();
	}

}
