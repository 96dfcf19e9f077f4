package io.fastcgi.engine.codec;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Decodes a SCGI request: a {@link ScgiHead}, then its body in the pieces that arrive,
 * then an empty {@link ByteBuf}. A connection carries one request; whatever follows it is
 * thrown away unread.
 *
 * @author FastCGI Spring Boot maintainers
 * @since 0.1.0
 */
public final class ScgiDecoder extends ByteToMessageDecoder {

	private final int maxHeadLength;

	private final int maxHeaders;

	private final LongPredicate reserve;

	private final LongConsumer release;

	private int reserved;

	private State state = State.LENGTH;

	private int headLength;

	private int digits;

	private long bodyRemaining;

	private boolean passingOn;

	/**
	 * Create a new decoder.
	 * @param maxHeadLength the most bytes that the netstring may hold
	 * @param maxHeaders the most headers that are accepted
	 * @param reserve asked whether there is room for so many bytes of headers
	 * @param release told when the connection needs them no more
	 */
	public ScgiDecoder(int maxHeadLength, int maxHeaders, LongPredicate reserve, LongConsumer release) {
		this.maxHeadLength = maxHeadLength;
		this.maxHeaders = maxHeaders;
		this.reserve = reserve;
		this.release = release;
	}

	@Override
	protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
		switch (this.state) {
			case LENGTH -> decodeLength(in);
			case HEAD -> decodeHead(in, out);
			case BODY -> decodeBody(in, out);
			case DONE -> decodeRest(in, out);
		}
	}

	/**
	 * Pass on what comes after the body, because the request may become a tunnel. To be
	 * called when the head was received.
	 */
	public void passOnRest() {
		this.passingOn = true;
	}

	private void decodeLength(ByteBuf in) {
		byte next = in.readByte();
		if (next == ':' && this.digits > 0) {
			reserve();
			this.state = State.HEAD;
			return;
		}
		int digit = next - '0';
		if (digit < 0 || digit > 9 || (this.digits == 1 && this.headLength == 0)) {
			throw broken("The netstring of a SCGI request does not begin with its length");
		}
		this.digits++;
		long length = this.headLength * 10L + digit;
		if (length > this.maxHeadLength) {
			this.state = State.DONE;
			throw ParamsTooLargeException.longerThan(this.maxHeadLength);
		}
		this.headLength = (int) length;
	}

	private void reserve() {
		if (!this.reserve.test(this.headLength)) {
			this.state = State.DONE;
			throw new NoRoomForParamsException();
		}
		this.reserved = this.headLength;
	}

	@Override
	protected void handlerRemoved0(ChannelHandlerContext ctx) {
		this.release.accept(this.reserved);
		this.reserved = 0;
	}

	private void decodeHead(ByteBuf in, List<Object> out) {
		if (in.readableBytes() <= this.headLength) {
			return;
		}
		byte[] content = new byte[this.headLength];
		in.readBytes(content);
		if (in.readByte() != ',') {
			throw broken("The netstring of a SCGI request does not end with a comma");
		}
		this.state = State.DONE;
		ScgiHead head = ScgiHead.from(content, this.maxHeaders);
		out.add(head);
		this.bodyRemaining = head.contentLength();
		this.state = State.BODY;
		endBodyWhenComplete(out);
	}

	private void decodeBody(ByteBuf in, List<Object> out) {
		int length = (int) Math.min(in.readableBytes(), this.bodyRemaining);
		out.add(in.readRetainedSlice(length));
		this.bodyRemaining -= length;
		endBodyWhenComplete(out);
	}

	private void endBodyWhenComplete(List<Object> out) {
		if (this.bodyRemaining == 0) {
			out.add(Unpooled.EMPTY_BUFFER);
			this.state = State.DONE;
		}
	}

	private void decodeRest(ByteBuf in, List<Object> out) {
		if (this.passingOn) {
			out.add(in.readRetainedSlice(in.readableBytes()));
		}
		else {
			in.skipBytes(in.readableBytes());
		}
	}

	private FramingException broken(String message) {
		this.state = State.DONE;
		return new FramingException(message);
	}

	private enum State {

		LENGTH, HEAD, BODY, DONE

	}

}
