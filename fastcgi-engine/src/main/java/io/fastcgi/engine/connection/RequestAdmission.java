package io.fastcgi.engine.connection;

import io.fastcgi.engine.codec.BeginRequest;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.Role;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/**
 * Takes {@code FCGI_BEGIN_REQUEST} records (FastCGI 1.0, section 5.1), and with them a
 * request, or turns it away.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class RequestAdmission {

	private final FastCgiConnection connection;

	private final ActiveRequests requests;

	private final InputFlow flow;

	private boolean keepConnection = true;

	RequestAdmission(FastCgiConnection connection, ActiveRequests requests, InputFlow flow) {
		this.connection = connection;
		this.requests = requests;
		this.flow = flow;
	}

	/**
	 * Return whether the front end wants the connection to stay open.
	 * @return whether all requests said so
	 */
	boolean keepsConnection() {
		return this.keepConnection;
	}

	/**
	 * Take a record.
	 * @param ctx the context
	 * @param id the request id
	 * @param content the content, not released
	 * @return whether a request has begun
	 */
	boolean begin(ChannelHandlerContext ctx, int id, ByteBuf content) {
		RequestState active = this.requests.get(id);
		if (active != null) {
			this.connection.protocolError("FCGI_BEGIN_REQUEST for request id %d, which is active".formatted(id));
			this.connection.abort(ctx, active, AbortReason.PROTOCOL_ERROR);
			return false;
		}
		if (content.readableBytes() != BeginRequest.LENGTH) {
			this.connection
				.protocolError("FCGI_BEGIN_REQUEST with %d content bytes".formatted(content.readableBytes()));
			turnAway(ctx, id, Role.RESPONDER, Refusal.BAD_PARAMS);
			return false;
		}
		return begin(ctx, id, BeginRequest.from(content));
	}

	private boolean begin(ChannelHandlerContext ctx, int id, BeginRequest begin) {
		this.keepConnection &= begin.keepConnection();
		Role role = Role.of(begin.role());
		if (role == null) {
			this.connection.protocolError("Unknown role %d".formatted(begin.role()));
			turnAway(ctx, id, ProtocolStatus.UNKNOWN_ROLE);
			return false;
		}
		boolean multiplexing = this.connection.settings().limits().isMultiplexing();
		if (!multiplexing && !this.requests.isEmpty() && role != Role.AUTHORIZER) {
			turnAway(ctx, id, ProtocolStatus.CANT_MPX_CONN);
			return false;
		}
		if (!this.requests.reserve()) {
			turnAway(ctx, id, role, Refusal.OVERLOADED);
			return false;
		}
		this.requests.begin(newRequest(ctx, id, role));
		return true;
	}

	private void turnAway(ChannelHandlerContext ctx, int id, Role role, Refusal refusal) {
		this.requests.turnedAway(id, role);
		this.connection.answer(ctx, id, refusal);
	}

	private void turnAway(ChannelHandlerContext ctx, int id, ProtocolStatus status) {
		this.requests.turnedAway(id, Role.RESPONDER);
		this.connection.answer(ctx, id, status);
	}

	private RequestState newRequest(ChannelHandlerContext ctx, int id, Role role) {
		InputQueue stdin = newInput(ctx);
		InputQueue data = (role == Role.FILTER) ? newInput(ctx) : null;
		if (role == Role.AUTHORIZER) {
			stdin.end();
		}
		ParamsCollector params = new ParamsCollector(this.connection.settings(),
				this.connection.registry().bufferedParams());
		return new RequestState(id, role, params, new RequestInput(stdin, data));
	}

	private InputQueue newInput(ChannelHandlerContext ctx) {
		return new InputQueue(ctx.channel().eventLoop(), ctx.alloc(), this.flow,
				this.connection.registry().unreadInput());
	}

}
