package io.fastcgi.engine.connection;

import java.util.function.Consumer;

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

	private static final int MAX_STRAY_RECORDS = 100;

	private final OwnReplies replies;

	private final Consumer<String> onProtocolError;

	private int strayRecords;

	ManagementReceiver(OwnReplies replies, Consumer<String> onProtocolError) {
		this.replies = replies;
		this.onProtocolError = onProtocolError;
	}

	void receive(ChannelHandlerContext ctx, Record record) {
		switch (record.type()) {
			case RecordType.GET_VALUES -> replyValues(ctx, record);
			case RecordType.BEGIN_REQUEST -> throw new DecoderException("FCGI_BEGIN_REQUEST with the null request id");
			default -> {
				if (RecordType.isKnown(record.type())) {
					countStray(record.type());
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
			countStray(record.type());
		}
	}

	private void countStray(int type) {
		if (this.strayRecords == 0) {
			this.onProtocolError
				.accept("Record of type %d with the null request id was ignored, as others will be".formatted(type));
		}
		if (++this.strayRecords > MAX_STRAY_RECORDS) {
			throw new DecoderException("Too many records that belong to no request");
		}
	}

}
