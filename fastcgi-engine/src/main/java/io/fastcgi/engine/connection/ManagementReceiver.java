package io.fastcgi.engine.connection;

import io.fastcgi.engine.codec.InvalidParamsException;
import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.codec.RecordType;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;

/**
 * Takes the records with the null request id. Those that should not have it are ignored,
 * but not for ever.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class ManagementReceiver {

	private final OwnReplies replies;

	private final StrayRecords strays;

	ManagementReceiver(OwnReplies replies, StrayRecords strays) {
		this.replies = replies;
		this.strays = strays;
	}

	void receive(ChannelHandlerContext ctx, Record record) {
		switch (record.type()) {
			case RecordType.GET_VALUES -> replyValues(ctx, record);
			case RecordType.BEGIN_REQUEST -> throw new DecoderException("FCGI_BEGIN_REQUEST with the null request id");
			default -> {
				if (RecordType.isKnown(record.type())) {
					this.strays.count(record.type(), 0);
				}
				else {
					this.replies.unknownType(ctx, record.type());
				}
			}
		}
	}

	private void replyValues(ChannelHandlerContext ctx, Record record) {
		try {
			this.replies.values(ctx, record.content());
		}
		catch (InvalidParamsException ex) {
			this.strays.count(record.type(), 0);
		}
	}

}
