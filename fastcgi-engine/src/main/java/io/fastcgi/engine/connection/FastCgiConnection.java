package io.fastcgi.engine.connection;

import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.codec.BeginRequest;
import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.codec.RecordType;
import io.fastcgi.engine.event.Deadline;
import io.fastcgi.engine.exchange.AbortReason;
import io.fastcgi.engine.exchange.Params;
import io.fastcgi.engine.exchange.Refusal;
import io.fastcgi.engine.exchange.Role;
import io.fastcgi.engine.exchange.WireProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import org.jspecify.annotations.Nullable;

/**
 * FastCGI connection: takes the records of many requests apart by their ids (FastCGI 1.0,
 * section 3.3). Only what breaks the framing ends the connection; whatever is wrong with
 * one request ends that request.
 *
 * @author FastCGI Spring Boot maintainers
 */
final class FastCgiConnection extends Connection implements InputFlow.Policy {

	private final IntObjectMap<RequestState> requests = new IntObjectHashMap<>(4);

	private final LateInput lateInput = new LateInput();

	private final StrayRecords strays = new StrayRecords(this::protocolError);

	private final InputFlow flow;

	private final OwnReplies replies;

	private final ManagementReceiver management;

	private boolean keepConnection = true;

	private boolean shared;

	FastCgiConnection(ConnectionSettings settings, ConnectionRegistry registry, Channel channel) {
		super(settings, registry, channel);
		this.replies = new OwnReplies(settings.limits());
		this.management = new ManagementReceiver(this.replies, new StrayRecords(this::protocolError));
		this.flow = new InputFlow(channel, this);
	}

	@Override
	void receive(ChannelHandlerContext ctx, Object message) {
		Record record = (Record) message;
		ByteBuf content = record.content();
		try {
			if (record.requestId() == 0) {
				// Whoever asks whether requests may share the connection is about to
				// let them
				this.shared |= record.type() == RecordType.GET_VALUES && settings().limits().isMultiplexing();
				this.management.receive(ctx, record);
			}
			else if (record.type() == RecordType.BEGIN_REQUEST) {
				begin(ctx, record.requestId(), content);
			}
			else {
				receiveFor(ctx, record.requestId(), record.type(), content);
			}
		}
		finally {
			content.release();
		}
	}

	private void begin(ChannelHandlerContext ctx, int id, ByteBuf content) {
		RequestState active = this.requests.get(id);
		if (active != null) {
			protocolError("FCGI_BEGIN_REQUEST for request id %d, which is active".formatted(id));
			abort(ctx, active, AbortReason.PROTOCOL_ERROR);
			return;
		}
		if (content.readableBytes() != BeginRequest.LENGTH) {
			protocolError("FCGI_BEGIN_REQUEST with %d content bytes".formatted(content.readableBytes()));
			this.lateInput.turnedAway(id, Role.RESPONDER);
			refuse(ctx, id, Refusal.BAD_PARAMS);
			return;
		}
		BeginRequest begin = BeginRequest.from(content);
		this.keepConnection &= begin.keepConnection();
		this.lateInput.begun(id);
		Role role = Role.of(begin.role());
		if (role == null) {
			protocolError("Unknown role %d".formatted(begin.role()));
			rejectEarly(ctx, id, ProtocolStatus.UNKNOWN_ROLE);
		}
		else if (!settings().limits().isMultiplexing() && isBusy() && role != Role.AUTHORIZER) {
			rejectEarly(ctx, id, ProtocolStatus.CANT_MPX_CONN);
		}
		else if (this.requests.size() >= settings().limits().maxRequestsPerConnection() || !registry().beginRequest()) {
			this.lateInput.turnedAway(id, role);
			refuse(ctx, id, Refusal.OVERLOADED);
		}
		else {
			this.strays.reset();
			this.requests.put(id, newRequest(ctx, id, role));
			this.shared |= hasSiblings();
		}
	}

	private void rejectEarly(ChannelHandlerContext ctx, int id, ProtocolStatus status) {
		this.lateInput.turnedAway(id, Role.RESPONDER);
		endWithout(ctx, id, status);
	}

	private RequestState newRequest(ChannelHandlerContext ctx, int id, Role role) {
		InputQueue stdin = newInput(ctx);
		InputQueue data = newInput(ctx);
		if (role == Role.AUTHORIZER) {
			stdin.end();
		}
		if (role != Role.FILTER) {
			data.end();
		}
		return new RequestState(id, role, new ParamsCollector(settings()), stdin, data);
	}

	private InputQueue newInput(ChannelHandlerContext ctx) {
		return new InputQueue(ctx.channel().eventLoop(), ctx.alloc(), this.flow, registry().unreadInput());
	}

	private void receiveFor(ChannelHandlerContext ctx, int id, int type, ByteBuf content) {
		RequestState request = this.requests.get(id);
		if (request == null) {
			receiveLate(id, type, content);
			return;
		}
		switch (type) {
			case RecordType.PARAMS -> receiveParams(ctx, request, content);
			case RecordType.STDIN -> receiveInput(request, request.stdin(), content);
			case RecordType.DATA -> receiveInput(request, request.data(), content);
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
		if (type != RecordType.ABORT_REQUEST && !this.lateInput.receive(id, type, content.isReadable())) {
			this.strays.count(type, id);
		}
	}

	private void receiveParams(ChannelHandlerContext ctx, RequestState request, ByteBuf content) {
		if (request.exchange() != null) {
			protocolError("FCGI_PARAMS after their end for request id %d".formatted(request.id()));
			abort(ctx, request, AbortReason.PROTOCOL_ERROR);
			return;
		}
		try {
			if (content.isReadable()) {
				collectParams(ctx, request, content);
			}
			else {
				dispatch(ctx, request, request.params().finish());
			}
		}
		catch (DecoderException ex) {
			protocolError(String.valueOf(ex.getMessage()));
			Refusal refusal = Refusals.of(ex);
			giveUp(ctx, request, (refusal != null) ? refusal : Refusal.BAD_PARAMS);
		}
	}

	private void collectParams(ChannelHandlerContext ctx, RequestState request, ByteBuf content) {
		int length = content.readableBytes();
		if (registry().bufferedParams().reserve(length)) {
			request.reserved(length);
			request.params().add(content);
		}
		else {
			giveUp(ctx, request, Refusal.OVERLOADED);
		}
	}

	private void dispatch(ChannelHandlerContext ctx, RequestState request, Params received) {
		Params params = settings().access().admit(received);
		if (params == null) {
			giveUp(ctx, request, Refusal.WRONG_SECRET);
			return;
		}
		long limit = bodyLengths().max();
		long bodyLength = params.number("CONTENT_LENGTH");
		if (bodyLength > limit && request.role() != Role.AUTHORIZER) {
			giveUp(ctx, request, Refusal.BODY_TOO_LARGE);
			return;
		}
		bodyLengths().expect(request.stdin(), params, bodyLength);
		if (request.role() == Role.FILTER) {
			request.data().expect(params.number("FCGI_DATA_LENGTH"), Long.MAX_VALUE);
		}
		DefaultExchange exchange = new DefaultExchange(this, ctx, request.role(), WireProtocol.FASTCGI, params,
				request.stdin(), request.data(), new FastCgiFraming(request.id()), () -> exchangeEnded(request));
		request.begin(exchange);
		started(exchange);
	}

	private void receiveInput(RequestState request, InputQueue input, ByteBuf content) {
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

	private void abort(ChannelHandlerContext ctx, RequestState request, AbortReason reason) {
		DefaultExchange exchange = request.exchange();
		if (exchange != null) {
			exchange.abort(reason);
			return;
		}
		if (request.role() == Role.AUTHORIZER || reason == AbortReason.PROTOCOL_ERROR) {
			giveUp(ctx, request, Refusal.BAD_PARAMS);
		}
		else {
			forget(request);
			endWithout(ctx, request.id(), ProtocolStatus.REQUEST_COMPLETE);
		}
	}

	private void giveUp(ChannelHandlerContext ctx, RequestState request, Refusal refusal) {
		forget(request);
		refuse(ctx, request.id(), refusal);
	}

	/**
	 * Give up a request that has no exchange yet. What it holds is given back once, also
	 * when the attempt to refuse it fails.
	 * @param request the request
	 */
	private void forget(RequestState request) {
		if (this.requests.remove(request.id()) == null) {
			return;
		}
		registry().endRequest();
		registry().bufferedParams().release(request.reserved());
		this.lateInput.ended(request);
		request.stdin().discard();
		request.data().discard();
	}

	private void refuse(ChannelHandlerContext ctx, int id, Refusal refusal) {
		refused(refusal);
		this.replies.refusal(ctx, id, refusal);
		closeUnlessKept();
	}

	private void endWithout(ChannelHandlerContext ctx, int id, ProtocolStatus status) {
		this.replies.endRequest(ctx, id, status);
		closeUnlessKept();
	}

	private void exchangeEnded(RequestState request) {
		this.lateInput.ended(request);
		this.requests.remove(request.id());
		registry().bufferedParams().release(request.reserved());
		closeUnlessKept();
	}

	private void closeUnlessKept() {
		if (this.requests.isEmpty() && (!this.keepConnection || registry().isDraining())) {
			closeWhenRead();
		}
	}

	@Override
	void abortAll(ChannelHandlerContext ctx, AbortReason reason) {
		List<RequestState> active = new ArrayList<>(this.requests.values());
		for (RequestState request : active) {
			DefaultExchange exchange = request.exchange();
			if (exchange != null) {
				exchange.abort(reason);
				continue;
			}
			if (reason == AbortReason.SHUTDOWN) {
				giveUp(ctx, request, Refusal.SHUTTING_DOWN);
			}
			else {
				forget(request);
			}
		}
	}

	@Override
	void checkRequests(ChannelHandlerContext ctx, long now) {
		for (RequestState request : new ArrayList<>(this.requests.values())) {
			DefaultExchange exchange = request.exchange();
			if (exchange != null) {
				exchange.check(now, timeouts());
			}
			else if (request.areParamsLate(now, timeouts().params())) {
				timedOut(Deadline.PARAMS);
				giveUp(ctx, request, Refusal.REQUEST_TIMEOUT);
			}
		}
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
		return this.requests.isEmpty() && this.lateInput.isEmpty();
	}

	@Override
	void inputBroken(ChannelHandlerContext ctx, @Nullable Refusal refusal) {
		abortAll(ctx, AbortReason.PROTOCOL_ERROR);
	}

	@Override
	public boolean isPremature(InputQueue stream) {
		return ownerOf(stream).exchange() == null;
	}

	@Override
	public boolean isShared() {
		return this.shared;
	}

	@Override
	public boolean hasSiblings() {
		return this.requests.size() > 1;
	}

	@Override
	public boolean mayBlockSomebody() {
		return this.keepConnection || this.requests.size() > 1 || !channel().isWritable() || isInputAwaited();
	}

	// A filter may want its data and leave alone what comes before
	private boolean isInputAwaited() {
		return this.requests.values()
			.stream()
			.anyMatch((request) -> request.stdin().isAwaited() || request.data().isAwaited());
	}

	@Override
	public void giveUp(InputQueue stream) {
		RequestState request = ownerOf(stream);
		if (request.exchange() == null) {
			protocolError("Too much input before the params of request id %d".formatted(request.id()));
			abort(context(), request, AbortReason.PROTOCOL_ERROR);
		}
		else {
			overflow(request, Refusal.INPUT_UNREAD);
		}
	}

	private void overflow(RequestState request, Refusal refusal) {
		DefaultExchange exchange = request.exchange();
		if (exchange != null && !exchange.isEnded()) {
			refused(refusal);
			exchange.abort(AbortReason.INPUT_OVERFLOW, refusal);
		}
	}

	private RequestState ownerOf(InputQueue stream) {
		for (RequestState request : this.requests.values()) {
			if (request.stdin() == stream || request.data() == stream) {
				return request;
			}
		}
		throw new IllegalStateException("A stream without a request became full");
	}

}
