package io.fastcgi.engine.connection;

import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.codec.RecordType;
import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.Role;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * FastCGI connection: takes the records of many requests apart by their ids (FastCGI 1.0,
 * section 3.3). Only what breaks the framing ends the connection; whatever is wrong with
 * one request ends that request.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class FastCgiConnection extends Connection {

	private final ActiveRequests requests;

	private final StrayRecords strays = new StrayRecords(this::protocolError);

	private final OwnReplies replies;

	private final ManagementReceiver management;

	private final RequestAdmission admission;

	private final ParamsReceiver params = new ParamsReceiver(this);

	FastCgiConnection(ConnectionSettings settings, ConnectionRegistry registry, Channel channel) {
		super(settings, registry, channel);
		this.requests = new ActiveRequests(registry, settings.limits().maxRequestsPerConnection());
		this.replies = new OwnReplies(settings.limits());
		this.management = new ManagementReceiver(this.replies, new StrayRecords(this::protocolError));
		InputFlow flow = new InputFlow(channel, new FastCgiInputPolicy(this, this.requests));
		this.admission = new RequestAdmission(this, this.requests, flow);
	}

	@Override
	void receive(ChannelHandlerContext ctx, Object message) {
		Record record = (Record) message;
		ByteBuf content = record.content();
		try {
			if (record.requestId() == 0) {
				receiveManagement(ctx, record);
			}
			else if (record.type() != RecordType.BEGIN_REQUEST) {
				receiveFor(ctx, record.requestId(), record.type(), content);
			}
			else if (this.admission.begin(ctx, record.requestId(), content)) {
				this.strays.reset();
			}
		}
		finally {
			content.release();
		}
	}

	private void receiveManagement(ChannelHandlerContext ctx, Record record) {
		if (record.type() == RecordType.GET_VALUES && settings().limits().isMultiplexing()) {
			// Whoever asks whether requests may share the connection is about to let them
			this.requests.share();
		}
		this.management.receive(ctx, record);
	}

	private void receiveFor(ChannelHandlerContext ctx, int id, int type, ByteBuf content) {
		RequestState request = this.requests.get(id);
		if (request == null) {
			receiveLate(id, type, content);
			return;
		}
		switch (type) {
			case RecordType.PARAMS -> this.params.receive(ctx, request, content);
			case RecordType.STDIN -> receiveInput(request, request.input().stdin(), content);
			case RecordType.DATA -> receiveInput(request, request.input().data(), content);
			case RecordType.ABORT_REQUEST -> abort(ctx, request, AbortReason.ABORT_REQUEST);
			default -> protocolError("Record of type %d for request id %d was ignored".formatted(type, id));
		}
	}

	/**
	 * Ignore a record of an id that is not active (FastCGI 1.0, section 3.3), but not for
	 * ever if there is no reason for it.
	 * @param id the request id
	 * @param type the record type
	 * @param content the content
	 */
	private void receiveLate(int id, int type, ByteBuf content) {
		if (type != RecordType.ABORT_REQUEST && !this.requests.receiveLate(id, type, content.isReadable())) {
			this.strays.count(type, id);
		}
	}

	private void receiveInput(RequestState request, @Nullable InputQueue input, ByteBuf content) {
		if (input == null) {
			// Only a filter is sent data (FastCGI 1.0, section 6.4)
			return;
		}
		if (!content.isReadable()) {
			input.end();
			return;
		}
		switch (input.append(content.retain())) {
			case TAKEN -> {
			}
			case SURPLUS ->
				protocolError("More input than announced for request id %d was ignored".formatted(request.id()));
			case TOO_LONG -> overflow(request, Refusal.BODY_TOO_LARGE);
		}
	}

	/**
	 * End a request whose input is more than is kept for it.
	 * @param request the request
	 * @param refusal the refusal
	 */
	void overflow(RequestState request, Refusal refusal) {
		DefaultExchange exchange = request.exchange();
		if (exchange != null && !exchange.isEnded()) {
			refused(refusal);
			exchange.abort(AbortReason.INPUT_OVERFLOW, refusal);
		}
	}

	/**
	 * End a request whatever it has come to.
	 * @param ctx the context
	 * @param request the request
	 * @param reason the reason
	 */
	void abort(ChannelHandlerContext ctx, RequestState request, AbortReason reason) {
		DefaultExchange exchange = request.exchange();
		if (exchange != null) {
			exchange.abort(reason);
		}
		else if (request.role() == Role.AUTHORIZER || reason == AbortReason.PROTOCOL_ERROR) {
			refuse(ctx, request, Refusal.BAD_PARAMS);
		}
		else {
			this.requests.end(request);
			answer(ctx, request.id(), ProtocolStatus.REQUEST_COMPLETE);
		}
	}

	/**
	 * End a request that has no exchange yet with a refusal.
	 * @param ctx the context
	 * @param request the request
	 * @param refusal the refusal
	 */
	void refuse(ChannelHandlerContext ctx, RequestState request, Refusal refusal) {
		this.requests.end(request);
		answer(ctx, request.id(), refusal);
	}

	/**
	 * Answer a request that is not active, or not any more, with a refusal.
	 * @param ctx the context
	 * @param id the request id
	 * @param refusal the refusal
	 */
	void answer(ChannelHandlerContext ctx, int id, Refusal refusal) {
		refused(refusal);
		this.replies.refusal(ctx, id, refusal);
		closeUnlessKept();
	}

	/**
	 * Answer a request that is not active, or not any more, with a bare status.
	 * @param ctx the context
	 * @param id the request id
	 * @param status the status
	 */
	void answer(ChannelHandlerContext ctx, int id, ProtocolStatus status) {
		this.replies.endRequest(ctx, id, status);
		closeUnlessKept();
	}

	/**
	 * Note that the response of an exchange is sent, with its end.
	 * @param request the request
	 * @param exchange its exchange
	 */
	void exchangeEnded(RequestState request, DefaultExchange exchange) {
		this.requests.end(request);
		ended(exchange);
		closeUnlessKept();
	}

	private void closeUnlessKept() {
		if (this.requests.isEmpty() && (!this.admission.keepsConnection() || registry().isDraining())) {
			closeWhenRead();
		}
	}

	@Override
	void abortAll(ChannelHandlerContext ctx, AbortReason reason) {
		for (RequestState request : this.requests.all()) {
			DefaultExchange exchange = request.exchange();
			if (exchange != null) {
				exchange.abort(reason);
			}
			else if (reason == AbortReason.SHUTDOWN) {
				refuse(ctx, request, Refusal.SHUTTING_DOWN);
			}
			else {
				this.requests.end(request);
			}
		}
	}

	@Override
	void endTunnels() {
		this.requests.all().forEach((request) -> request.input().stdin().endTunnel());
	}

	@Override
	void checkRequests(ChannelHandlerContext ctx, long now) {
		for (RequestState request : this.requests.all()) {
			DefaultExchange exchange = request.exchange();
			if (exchange != null) {
				exchange.check(now, timeouts());
			}
			else if (request.areParamsLate(now, timeouts().params())) {
				timedOut(Deadline.PARAMS);
				refuse(ctx, request, Refusal.REQUEST_TIMEOUT);
			}
		}
	}

	@Override
	boolean breakOff(ChannelHandlerContext ctx) {
		RequestState request = this.requests.onlyOne();
		if (request == null) {
			return false;
		}
		if (!Reset.isPossible(channel())) {
			ctx.write(FastCgiFraming.unreadable(request.id(), ctx.alloc()), ctx.voidPromise());
		}
		closeBroken();
		return true;
	}

	@Override
	void inputClosed(ChannelHandlerContext ctx) {
		abortAll(ctx, AbortReason.CONNECTION_CLOSED);
		close();
	}

	@Override
	boolean isBusy() {
		return !this.requests.isEmpty();
	}

	@Override
	boolean isInputComplete() {
		return this.requests.isInputComplete();
	}

	@Override
	void inputBroken(ChannelHandlerContext ctx, @Nullable Refusal refusal) {
		abortAll(ctx, AbortReason.PROTOCOL_ERROR);
	}

}
