package io.fastcgi.engine.connection;

import java.util.ArrayList;
import java.util.List;

import io.fastcgi.engine.codec.BeginRequest;
import io.fastcgi.engine.codec.InvalidParamsException;
import io.fastcgi.engine.codec.Record;
import io.fastcgi.engine.codec.RecordType;
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
final class FastCgiConnection extends Connection {

	private final IntObjectMap<RequestState> requests = new IntObjectHashMap<>(4);

	private final OwnReplies replies;

	private final ManagementReceiver management;

	private boolean keepConnection = true;

	private boolean inputComplete = true;

	FastCgiConnection(ConnectionSettings settings, ConnectionRegistry registry, Channel channel) {
		super(settings, registry, channel);
		this.replies = new OwnReplies(settings.limits());
		this.management = new ManagementReceiver(this.replies, this::protocolError);
	}

	@Override
	void receive(ChannelHandlerContext ctx, Object message) {
		Record record = (Record) message;
		ByteBuf content = record.content();
		try {
			if (record.requestId() == 0) {
				this.management.receive(ctx, record);
			}
			else if (record.type() == RecordType.BEGIN_REQUEST) {
				begin(ctx, record.requestId(), content);
			}
			else {
				RequestState request = this.requests.get(record.requestId());
				if (request != null) {
					receiveFor(ctx, request, record.type(), content);
				}
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
			refuse(ctx, id, Refusal.BAD_PARAMS);
			return;
		}
		BeginRequest begin = BeginRequest.from(content);
		this.keepConnection &= begin.keepConnection();
		Role role = Role.of(begin.role());
		if (role == null) {
			protocolError("Unknown role %d".formatted(begin.role()));
			this.inputComplete = false;
			endWithout(ctx, id, ProtocolStatus.UNKNOWN_ROLE);
		}
		else if (registry().isDraining()) {
			refuse(ctx, id, Refusal.SHUTTING_DOWN);
		}
		else if (this.requests.size() >= settings().limits().maxRequestsPerConnection() || !registry().beginRequest()) {
			refuse(ctx, id, Refusal.OVERLOADED);
		}
		else {
			this.requests.put(id, newRequest(ctx, id, role));
		}
	}

	private RequestState newRequest(ChannelHandlerContext ctx, int id, Role role) {
		InputQueue stdin = new InputQueue(ctx.channel().eventLoop(), window());
		InputQueue data = new InputQueue(ctx.channel().eventLoop(), window());
		if (role == Role.AUTHORIZER) {
			stdin.end();
		}
		if (role != Role.FILTER) {
			data.end();
		}
		return new RequestState(id, role, new ParamsCollector(settings()), stdin, data);
	}

	private void receiveFor(ChannelHandlerContext ctx, RequestState request, int type, ByteBuf content) {
		switch (type) {
			case RecordType.PARAMS -> receiveParams(ctx, request, content);
			case RecordType.STDIN -> receiveInput(ctx, request, request.stdin(), content);
			case RecordType.DATA -> receiveInput(ctx, request, request.data(), content);
			case RecordType.ABORT_REQUEST -> abort(ctx, request, AbortReason.ABORT_REQUEST);
			default -> protocolError("Record of type %d for request id %d was ignored".formatted(type, request.id()));
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
			forget(request);
			Refusal refusal = Refusals.of(ex);
			refuse(ctx, request.id(), (refusal != null) ? refusal : Refusal.BAD_PARAMS);
		}
	}

	private void collectParams(ChannelHandlerContext ctx, RequestState request, ByteBuf content) {
		int length = content.readableBytes();
		if (registry().bufferedParams().reserve(length)) {
			request.reserved(length);
			request.params().add(content);
		}
		else {
			forget(request);
			refuse(ctx, request.id(), Refusal.OVERLOADED);
		}
	}

	private void dispatch(ChannelHandlerContext ctx, RequestState request, Params params) {
		long contentLength = announcedLength(params, "CONTENT_LENGTH");
		request.stdin().expect(contentLength);
		if (request.role() == Role.FILTER) {
			request.data().expect(params.number("FCGI_DATA_LENGTH"));
		}
		DefaultExchange exchange = new DefaultExchange(this, ctx, request.role(), WireProtocol.FASTCGI, params,
				request.stdin(), request.data(), new FastCgiFraming(request.id()), () -> exchangeEnded(request));
		request.begin(exchange);
		started(exchange);
	}

	private static long announcedLength(Params params, String name) {
		List<String> values = params.all(name);
		if (values.size() > 1 && values.stream().distinct().count() > 1) {
			throw new InvalidParamsException("There is more than one " + name);
		}
		return params.number(name);
	}

	private void receiveInput(ChannelHandlerContext ctx, RequestState request, InputQueue input, ByteBuf content) {
		if (!content.isReadable()) {
			input.end();
			return;
		}
		if (!input.append(content.retain())) {
			protocolError("More input than announced for request id %d was ignored".formatted(request.id()));
		}
		if (request.exchange() == null && window().isFull()) {
			protocolError("Too much input before the params of request id %d".formatted(request.id()));
			abort(ctx, request, AbortReason.PROTOCOL_ERROR);
		}
	}

	private void abort(ChannelHandlerContext ctx, RequestState request, AbortReason reason) {
		DefaultExchange exchange = request.exchange();
		if (exchange != null) {
			exchange.abort(reason);
			return;
		}
		forget(request);
		if (request.role() == Role.AUTHORIZER) {
			refuse(ctx, request.id(), Refusal.BAD_PARAMS);
		}
		else {
			endWithout(ctx, request.id(), ProtocolStatus.REQUEST_COMPLETE);
		}
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
		request.stdin().discard();
		request.data().discard();
	}

	private void refuse(ChannelHandlerContext ctx, int id, Refusal refusal) {
		this.inputComplete = false;
		refused(refusal);
		this.replies.refusal(ctx, id, refusal);
		closeUnlessKept();
	}

	private void endWithout(ChannelHandlerContext ctx, int id, ProtocolStatus status) {
		this.replies.endRequest(ctx, id, status);
		closeUnlessKept();
	}

	private void exchangeEnded(RequestState request) {
		this.inputComplete &= request.isInputComplete();
		this.requests.remove(request.id());
		registry().bufferedParams().release(request.reserved());
		closeUnlessKept();
	}

	private void closeUnlessKept() {
		if (this.requests.isEmpty() && (!this.keepConnection || registry().isDraining())) {
			close();
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
			forget(request);
			if (reason == AbortReason.SHUTDOWN) {
				refuse(ctx, request.id(), Refusal.SHUTTING_DOWN);
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
	boolean hasExchange() {
		return this.requests.values().stream().anyMatch((request) -> request.exchange() != null);
	}

	@Override
	boolean isInputComplete() {
		return this.inputComplete && this.requests.isEmpty();
	}

	@Override
	void inputBroken(ChannelHandlerContext ctx, @Nullable Refusal refusal) {
		abortAll(ctx, AbortReason.PROTOCOL_ERROR);
	}

	@Override
	void writabilityChanged() {
		for (RequestState request : new ArrayList<>(this.requests.values())) {
			DefaultExchange exchange = request.exchange();
			if (exchange != null) {
				exchange.writabilityChanged();
			}
		}
	}

}
