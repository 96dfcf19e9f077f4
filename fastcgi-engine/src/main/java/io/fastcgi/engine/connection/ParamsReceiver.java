package io.fastcgi.engine.connection;

import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.engine.exchange.WireProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;

/**
 * Takes {@code FCGI_PARAMS} records (FastCGI 1.0, section 5.2), and gives a request to
 * the handler when its params have ended.
 *
 * @param connection the connection
 * @author FastCGI Spring Boot maintainers
 */
record ParamsReceiver(FastCgiConnection connection) {

	/**
	 * Take a record.
	 * @param ctx the context
	 * @param request the request
	 * @param content the content, not released
	 */
	void receive(ChannelHandlerContext ctx, RequestState request, ByteBuf content) {
		if (request.exchange() != null) {
			this.connection.protocolError("FCGI_PARAMS after their end for request id %d".formatted(request.id()));
			this.connection.abort(ctx, request, AbortReason.PROTOCOL_ERROR);
			return;
		}
		try {
			if (!content.isReadable()) {
				dispatch(ctx, request, request.params().finish());
			}
			else if (!request.params().add(content)) {
				this.connection.refuse(ctx, request, Refusal.OVERLOADED);
			}
		}
		catch (DecoderException ex) {
			this.connection.protocolError(String.valueOf(ex.getMessage()));
			Refusal refusal = Refusals.of(ex);
			this.connection.refuse(ctx, request, (refusal != null) ? refusal : Refusal.BAD_PARAMS);
		}
	}

	private void dispatch(ChannelHandlerContext ctx, RequestState request, Params received) {
		Params params = this.connection.settings().access().admit(received);
		if (params == null) {
			this.connection.refuse(ctx, request, Refusal.WRONG_SECRET);
			return;
		}
		BodyLengths bodyLengths = this.connection.bodyLengths();
		long bodyLength = params.number("CONTENT_LENGTH");
		if (bodyLength > bodyLengths.max() && request.role() != Role.AUTHORIZER) {
			this.connection.refuse(ctx, request, Refusal.BODY_TOO_LARGE);
			return;
		}
		bodyLengths.expect(request.input().stdin(), params, bodyLength);
		InputQueue data = request.input().data();
		if (data != null) {
			data.expect(params.number("FCGI_DATA_LENGTH"), Long.MAX_VALUE);
		}
		DefaultExchange exchange = new DefaultExchange(this.connection, ctx, request.role(), WireProtocol.FASTCGI,
				params, request.input(), new FastCgiFraming(request.id()),
				(ended) -> this.connection.exchangeEnded(request, ended));
		request.begin(exchange);
		this.connection.started(exchange);
	}

}
