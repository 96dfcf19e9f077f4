package io.fastcgi.engine.connection;

import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.exchange.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/**
 * What a FastCGI connection answers without a handler. A front end that asks on and on
 * and reads nothing would fill the memory with it, so there is a bound.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class OwnReplies {

	private static final int MAX_UNREAD = 1000;

	private final ManagementRecords management;

	private int unread;

	OwnReplies(Limits limits) {
		this.management = new ManagementRecords(limits);
	}

	void values(ChannelHandlerContext ctx, ByteBuf query) {
		send(ctx, this.management.values(query, ctx.alloc()));
	}

	void unknownType(ChannelHandlerContext ctx, int type) {
		send(ctx, this.management.unknownType(type, ctx.alloc()));
	}

	void refusal(ChannelHandlerContext ctx, int id, Refusal refusal) {
		RefusalDocument document = RefusalDocument.of(refusal);
		FastCgiFraming framing = new FastCgiFraming(id);
		ByteBuf out = ctx.alloc().buffer(framing.headroom() + document.length() + framing.endLength() + 7);
		out.writeZero(framing.headroom());
		document.writeTo(out);
		framing.seal(out);
		framing.end(out, 0, true, false);
		send(ctx, out);
	}

	void endRequest(ChannelHandlerContext ctx, int id, ProtocolStatus status) {
		ByteBuf out = ctx.alloc().buffer(2 * Record.HEADER_LENGTH);
		FastCgiFraming.endRequest(out, id, 0, status);
		send(ctx, out);
	}

	private void send(ChannelHandlerContext ctx, ByteBuf reply) {
		this.unread = (ctx.channel().isWritable()) ? 0 : this.unread + 1;
		ctx.writeAndFlush(reply, ctx.voidPromise());
		if (this.unread > MAX_UNREAD) {
			throw new UnreadAnswersException();
		}
	}

}
