package io.fastcgi.engine.codec;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Decodes bytes into {@link Record}s (FastCGI 1.0, section 3.3). Stream content is passed
 * on without a copy as it arrives, so no more than a header or one discrete record is
 * ever held back. A record that ends a stream is handed on after its padding, because it
 * may be the last that comes: whoever answers it may close the connection.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class RecordDecoder extends ByteToMessageDecoder {

	private State state = State.HEADER;

	private int type;

	private int requestId;

	private int contentRemaining;

	private int paddingRemaining;

	@Override
	protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
		switch (this.state) {
			case HEADER -> decodeHeader(in, out);
			case STREAM -> decodeStream(in, out);
			case WHOLE -> decodeWhole(in, out);
			case PADDING -> skipPadding(in);
			case BROKEN -> in.skipBytes(in.readableBytes());
		}
	}

	private void decodeHeader(ByteBuf in, List<Object> out) {
		if (in.readableBytes() < Record.HEADER_LENGTH) {
			return;
		}
		int version = in.readUnsignedByte();
		if (version != Record.VERSION) {
			this.state = State.BROKEN;
			throw new FramingException("Unknown FastCGI version " + version);
		}
		this.type = in.readUnsignedByte();
		this.requestId = in.readUnsignedShort();
		this.contentRemaining = in.readUnsignedShort();
		this.paddingRemaining = in.readUnsignedByte();
		in.skipBytes(1);
		if (this.contentRemaining > 0 && RecordType.isInputStream(this.type)) {
			this.state = State.STREAM;
			return;
		}
		this.state = State.WHOLE;
		decodeWhole(in, out);
	}

	private void decodeStream(ByteBuf in, List<Object> out) {
		int length = Math.min(in.readableBytes(), this.contentRemaining);
		out.add(new Record(this.type, this.requestId, in.readRetainedSlice(length)));
		this.contentRemaining -= length;
		if (this.contentRemaining == 0) {
			this.state = (this.paddingRemaining > 0) ? State.PADDING : State.HEADER;
		}
	}

	private void decodeWhole(ByteBuf in, List<Object> out) {
		if (in.readableBytes() < this.contentRemaining + this.paddingRemaining) {
			return;
		}
		ByteBuf content = (this.contentRemaining > 0) ? in.readRetainedSlice(this.contentRemaining)
				: Unpooled.EMPTY_BUFFER;
		out.add(new Record(this.type, this.requestId, content));
		in.skipBytes(this.paddingRemaining);
		this.state = State.HEADER;
	}

	private void skipPadding(ByteBuf in) {
		int length = Math.min(in.readableBytes(), this.paddingRemaining);
		in.skipBytes(length);
		this.paddingRemaining -= length;
		if (this.paddingRemaining == 0) {
			this.state = State.HEADER;
		}
	}

	private enum State {

		HEADER, STREAM, WHOLE, PADDING, BROKEN

	}

}
